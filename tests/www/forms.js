/** The forms of issues in tests/data/forms.json, in which long texts and lists are abbreviated. */

/**
 * Writes out `{"$text": [count, of]}` and `{"$list": [count, item]}`.
 * @param {any} value
 * @returns {any}
 */
export function expand(value) {
  if (Object(value) !== value) return value;
  if (Array.isArray(value)) return value.map(expand);
  if (value.$text) return value.$text[1].repeat(value.$text[0]);
  if (value.$list) return Array.from({ length: value.$list[0] }, () => expand(value.$list[1]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
}

/**
 * Generates issues of every form, right and wrong: the same ones each time.
 * @param {number} count
 */
export function generated(count) {
  let seed = 7;
  const random = (/** @type {number} */ below) => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  /** @template T @param {T[]} of @returns {T} */
  const pick = (of) => /** @type {T} */ (of[random(of.length)]);
  const text = () => pick(['', '春灌', '王平', '苇湾月报', '2025-08-15', '第1版', 'e\u0301', '🍑']);
  const odd = () =>
    pick([
      null,
      true,
      0,
      1,
      -1,
      0.5,
      4_294_967_296,
      1e300,
      '',
      '春',
      [],
      ['春'],
      [null],
      {},
      { name: 3 },
      { text: '图' },
      { $text: [1001, '春'] },
      { $text: [20_001, 'a'] },
      { $list: [201, '甲'] },
      { $list: [2001, 0] },
      { $text: [40, '\u0301'] },
    ]);
  /** @param {number} least the chance that it is there is one in so many @param {object} fields */
  const maybe = (least, fields) => (random(least) === 0 ? fields : {});
  const list = (/** @type {() => unknown} */ make) => Array.from({ length: random(3) }, make);
  const article = () => ({
    ...maybe(2, { id: text() }),
    ...maybe(3, { date: text(), edition: text() }),
    headline: text(),
    ...maybe(3, { section: text(), kicker: text(), subtitle: text() }),
    byline: list(() => pick([text(), { name: text(), role: text() }])),
    paragraphs: list(text),
    ...maybe(3, { subheadings: list(() => random(3)) }),
    captions: list(() => ({ text: text(), credit: text() })),
  });
  /** Changes a random place within a value. @param {any} value @returns {any} */
  const spoil = (value) => {
    const keys = Object(value) === value ? Object.keys(value).filter((key) => !key.startsWith('$')) : [];
    if (keys.length === 0 || random(6) === 0) return odd();
    const key = pick(keys);
    if (random(6) === 0 && !Array.isArray(value)) {
      const { [key]: _, ...rest } = value;
      return rest;
    }
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[key] = spoil(value[key]);
    return copy;
  };
  return Array.from({ length: count }, () => {
    const issue = {
      ...maybe(2, { format: 1, paper: text() }),
      date: text(),
      edition: text(),
      ...maybe(3, { lexicon: { file: text(), bytes: random(9), sha256: text() } }),
      articles: list(article),
      ...maybe(2, { rejoined_paragraphs: random(9) }),
    };
    return random(4) ? spoil(random(3) ? issue : spoil(issue)) : issue;
  });
}
