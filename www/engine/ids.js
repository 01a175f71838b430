/**
 * The identifiers of articles. A published issue has them; where one is missing, it follows from the date, the page and
 * the beginning of the article, so that the same article has the same identifier each time it is opened.
 *
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 */

/** UTF-16 units of the headline and of the text that count. */
const COUNTED = 200;

/**
 * Returns 50 bits of a text's hash (cyrb53, public domain) as 10 digits of base 32.
 * @param {string} text
 */
function digest(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((half) => (half >>> 7).toString(32).padStart(5, '0')).join('');
}

/**
 * Returns the identifiers of an issue's articles, in order. Of articles that would have the same one, all but the first
 * get a suffix.
 * @param {Pick<PlainIssue, 'date' | 'edition' | 'articles'>} issue
 * @param {Set<string>} [taken] identifiers in use already; the new ones are added to it
 */
export function idsOf(issue, taken = new Set()) {
  /** How often each identifier was wanted. @type {Map<string, number>} */
  const wanted = new Map();
  return issue.articles.map(({ id, date, edition, headline, paragraphs, captions }) => {
    const parts = [headline, paragraphs?.[0] ?? captions?.[0]?.text ?? ''].map((part) => part.slice(0, COUNTED));
    // `null` counts as absent.
    const printed = [date ?? issue.date ?? '', edition ?? issue.edition ?? ''];
    const first = (typeof id === 'string' && id) || digest([...printed, ...parts].join('\n'));
    let one = first;
    for (let n = wanted.get(first) ?? 1; taken.has(one); one = `${first}-${n}`) wanted.set(first, (n += 1));
    taken.add(one);
    return one;
  });
}

/**
 * Gives every article of an issue its identifier.
 * @template {PlainIssue} I
 * @param {I} issue
 * @returns {I}
 */
export function nameArticles(issue) {
  const ids = idsOf(issue);
  issue.articles.forEach((article, i) => {
    article.id = ids[i];
  });
  return issue;
}

/**
 * Returns the index of the article that an identifier names; -1 if there is none. A number that is no article's
 * identifier is a position, counted from 1, for addresses and attributes that people write.
 * @param {Pick<PlainIssue, 'articles'>} issue
 * @param {string} id
 */
export function indexOf({ articles }, id) {
  const at = articles.findIndex((one) => one.id === id);
  return at < 0 && /^[1-9]\d{0,4}$/.test(id) && Number(id) <= articles.length ? Number(id) - 1 : at;
}
