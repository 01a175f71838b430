/** Picks strings to search for from a bulletin, and finds them in its text without an engine. */
import { idsOf } from '../../../www/engine/ids.js';
/** @typedef {import('../../../www/kanbao.js').PlainIssue} PlainIssue */
/** @typedef {import('../../../www/kanbao.js').PlainArticle} PlainArticle */

/** Traditional forms of some of the most common simplified characters. */
const TRADITIONAL = new Map(
  Object.entries({
    国: '國',
    们: '們',
    来: '來',
    时: '時',
    会: '會',
    这: '這',
    个: '個',
    为: '為',
    说: '說',
    学: '學',
    对: '對',
    过: '過',
    动: '動',
    开: '開',
    问: '問',
    长: '長',
    现: '現',
    业: '業',
    产: '產',
    经: '經',
    进: '進',
    从: '從',
    还: '還',
    实: '實',
    点: '點',
    电: '電',
    场: '場',
    车: '車',
    书: '書',
    门: '門',
    间: '間',
    种: '種',
    给: '給',
    员: '員',
    语: '語',
    报: '報',
    农: '農',
    乡: '鄉',
    园: '園',
    灯: '燈',
    鱼: '魚',
    龙: '龍',
    县: '縣',
    镇: '鎮',
    区: '區',
    华: '華',
    处: '處',
    办: '辦',
    务: '務',
    传: '傳',
    红: '紅',
    绿: '綠',
  }),
);

/** Returns a generator of numbers from 0 to 1 that is the same in every run (mulberry32). @param {number} seed */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Returns a text several times as long. Each repetition has other characters in most lines, so that the parser does not
 * take it for matter printed twice.
 * @param {string} text
 * @param {number} times
 */
export function longer(text, times) {
  const other = (/** @type {string} */ line, /** @type {number} */ time) =>
    line.length < 7
      ? line
      : line.replace(/[\u4e00-\u9fa5]/g, (c, at) =>
          time && at > 3 && at % 7 === time % 7
            ? String.fromCharCode(0x4e00 + ((c.charCodeAt(0) + time * 131) % 5000))
            : c,
        );
  return Array.from({ length: times }, (_, time) =>
    text
      .split('\n')
      .map((line) => other(line, time))
      .join('\n'),
  ).join('\n');
}

/** Returns every string of an article that can be searched. @param {PlainArticle} article */
export function parts({ kicker, headline, subtitle, byline, paragraphs, captions }) {
  const names = byline.map((person) => (typeof person === 'string' ? person : person.name));
  return [kicker, headline, subtitle, ...names, ...paragraphs, ...captions.map(({ text }) => text)].filter(
    (text) => text !== undefined,
  );
}

/** @param {string} text */
const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/**
 * Returns the numbers of the articles that contain `query` as it is written, ignoring blanks, case and width.
 * @param {PlainIssue} issue
 * @param {string} query
 */
export function holders(issue, query) {
  return issue.articles.flatMap((article, number) =>
    parts(article).some((text) => plain(text).includes(plain(query))) ? [number] : [],
  );
}

/**
 * Returns all strings of `length` Han characters in the articles' paragraphs, in print order; they overlap.
 * @param {PlainIssue} issue
 * @param {number} length
 * @returns {{article: number, query: string}[]}
 */
export function hanStrings(issue, length) {
  return issue.articles.flatMap(({ paragraphs }, article) =>
    paragraphs.flatMap((text) =>
      (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
        Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => ({
          article,
          query: run.slice(at, at + length),
        })),
      ),
    ),
  );
}

/**
 * Returns a string of four Han characters that occurs in exactly one article, and its number. The article is not the
 * first, and the string is not in its headline, so only a real search finds it.
 * @param {PlainIssue} issue
 */
export function rareString(issue) {
  const found = hanStrings(issue, 4).find(
    ({ article, query }) =>
      article > 0 && holders(issue, query).length === 1 && !issue.articles[article]?.headline.includes(query),
  );
  if (!found) throw new Error('the bulletin has no string that occurs only in the body of one later article');
  return found;
}

/** Returns the Han character that occurs in the most articles. @param {PlainIssue} issue */
export function commonCharacter(issue) {
  const characters = [...new Set(hanStrings(issue, 1).map(({ query }) => query))];
  const held = characters.map((query) => ({ query, articles: holders(issue, query).length }));
  return held.reduce((most, one) => (one.articles > most.articles ? one : most)).query;
}

/**
 * Returns a string of two Han characters of which at least one has a traditional form, and the string in that form.
 * @param {PlainIssue} issue
 */
export function simplifiedAndTraditional(issue) {
  const found =
    hanStrings(issue, 2).find(({ query }) => [...query].every((c) => TRADITIONAL.has(c))) ??
    hanStrings(issue, 2).find(({ query }) => [...query].some((c) => TRADITIONAL.has(c)));
  if (!found) throw new Error('the bulletin has no character with a known traditional form');
  return { simplified: found.query, traditional: [...found.query].map((c) => TRADITIONAL.get(c) ?? c).join('') };
}

/**
 * Returns strings of one to eight characters from the bulletin, including punctuation. The same seed gives the same strings.
 * @param {PlainIssue} issue
 * @param {number} count
 * @param {number} seed
 * @returns {{article: number, query: string}[]}
 */
export function samples(issue, count, seed) {
  const next = random(seed);
  const below = (/** @type {number} */ n) => Math.floor(next() * n);
  const found = [];
  while (found.length < count) {
    const article = below(issue.articles.length);
    const texts = parts(/** @type {PlainArticle} */ (issue.articles[article]));
    const characters = [...(texts[below(texts.length)] ?? '')];
    const query = characters
      .slice(below(characters.length))
      .slice(0, 1 + below(8))
      .join('');
    if (/[\p{L}\p{N}]/u.test(query)) found.push({ article, query });
  }
  return found;
}

/**
 * Returns the identifier of an article.
 * @param {{articles: readonly any[]}} issue
 * @param {number} article from 0
 * @returns {string}
 */
export const idOf = (issue, article) => idsOf(/** @type {any} */ (issue))[article] ?? '';
