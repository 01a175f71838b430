/** What is kept on the device at the user's wish: bookmarks, and how far an article was read. Data; no DOM. */
/** @import {PlainIssue} from './types.js' */

const MARKS = 'kanbao.marks';
const PLACE = 'kanbao.place';
/** Maximum number of bookmarks; the oldest are dropped first. */
const MOST = 200;

/**
 * @typedef {object} Kept an article of an issue, with its place and headline there
 * @property {string} [id] its identifier
 * @property {string} paper
 * @property {string} date
 * @property {string} edition
 * @property {number} article from 0
 * @property {string} headline
 *
 * @typedef {Kept & {address: string}} Bookmark address: '' if it has none of its own
 * @typedef {Kept & {paragraph: number}} LastPlace
 */

/**
 * @param {PlainIssue} issue
 * @param {number} article
 * @returns {Kept}
 */
export function keptOf({ paper, date, edition, articles }, article) {
  return {
    paper: paper ?? '',
    date: date ?? '',
    edition: edition ?? '',
    article,
    id: articles[article]?.id,
    headline: articles[article]?.headline ?? '',
  };
}

/**
 * Returns the index of a kept article in an issue; -1 if it belongs to another. If its identifier is not there, its
 * place and headline find it.
 * @param {Kept} kept
 * @param {PlainIssue} issue
 */
export function placeIn({ paper, date, edition, article, id, headline }, issue) {
  const { articles } = issue;
  if (paper !== (issue.paper ?? '') || date !== (issue.date ?? '') || edition !== (issue.edition ?? '')) return -1;
  const same = id === undefined ? -1 : articles.findIndex((one) => one.id === id);
  if (same >= 0) return same;
  return articles[article]?.headline === headline ? article : articles.findIndex((one) => one.headline === headline);
}

/** @param {any} value from storage, perhaps written by another program @returns {value is Kept} */
const isKept = (value) =>
  Number.isInteger(value?.article) &&
  ['paper', 'date', 'edition', 'headline'].every((name) => typeof value[name] === 'string');

/**
 * @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} storage
 */
export function createKept(storage) {
  /** @param {string} name */
  function read(name) {
    try {
      return JSON.parse(storage.getItem(name) ?? 'null');
    } catch {
      return null;
    }
  }
  /** @param {string} name @param {unknown} value null removes it */
  function write(name, value) {
    try {
      if (value === null) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(value));
    } catch {
      // If storage is full or refused, nothing is kept.
    }
  }

  const kept = {
    /** Returns the bookmarks, newest first. @returns {Bookmark[]} */
    marks() {
      const all = read(MARKS);
      return (Array.isArray(all) ? all : [])
        .filter((one) => isKept(one) && typeof (/** @type {any} */ (one).address) === 'string')
        .slice(0, MOST);
    },
    /** @param {PlainIssue} issue @param {number} article */
    has: (issue, article) => kept.marks().some((one) => placeIn(one, issue) === article),
    /** @param {Bookmark} bookmark */
    add: (bookmark) => write(MARKS, [bookmark, ...kept.marks()].slice(0, MOST)),
    /** @param {(one: Bookmark) => boolean} which */
    drop(which) {
      const left = kept.marks().filter((one) => !which(one));
      write(MARKS, left.length ? left : null);
    },
    /** @returns {LastPlace | null} */
    place() {
      const place = read(PLACE);
      return isKept(place) && Number.isInteger(/** @type {any} */ (place).paragraph)
        ? /** @type {LastPlace} */ (place)
        : null;
    },
    /** @param {LastPlace | null} place */
    leave: (place) => write(PLACE, place),
  };
  return kept;
}

/** @typedef {ReturnType<typeof createKept>} KeptThings */
