/**
 * Reads a line that was marked by hand: the names of a byline, the credit of a caption, the name in a section's
 * brackets. Simpler than the parser, which must also decide what a line is; here somebody has said so.
 */
import { bulletsOf, isBlank, trimmed } from './characters.js';
/** @import {Cell, Kind, Mark, PlainPerson} from './types.js' */

const BETWEEN = /[\s\u200B\uFEFF、，,／/;；|｜&＆：:\u4E28│（）()【】[\]〔〕—－*-]+/u;
/** Words for a reporter, which precede the names. */
const REPORTER =
  /^[^]{0,8}(?:记者|記者|通讯员|通訊員|通信员|撰稿人?|评论员|評論員|实习生|實習生|特派员|编译|編譯|执笔|口述)$/;
/** Words for a contribution, which precede or follow the names. */
const DEED =
  /^(?:文|图|圖|摄|攝|文图|图文|圖文|文圖|(?:图文)?报道|報道|報導|摄影(?:报道)?|攝影|采写|採寫|撰文|整理|供稿|供图|供圖|图片|圖片|制图|製圖|漫画|漫畫|绘图|插图)$/;
/** A word that only announces a name. */
const AUTHOR = /^作者$/;
const SINGLE = /^\p{Script=Han}$/u;

/** A credit at a caption's end, in brackets, or after the last blank or full stop. */
const CREDIT =
  /[（(【[]([^（）()【】[\]]*(?:摄|攝|图|圖|供|提供|发|资料)[^（）()【】[\]]*)[）)】\]]$|(?:^|[\s。！？；])((?:\p{Script=Han}{1,4}[\s·]?){1,3}(?:摄|攝|供图|供圖|摄影)|(?:图片|照片|图)由[^。]+提供|资料图片?|图[/／：:][^。]+)$/u;

/** A section's name in brackets. */
const BRACKETED = /^[【[〔《「『（(]\s*([^]*?)\s*[】\]〕》」』）)]$/;

/**
 * Returns the people named in a byline.
 * @param {string} text
 * @returns {PlainPerson[]}
 */
export function peopleIn(text) {
  /** @type {{name: string, role: string}[]} */
  const people = [];
  let role = '';
  let since = 0;
  let half = false;
  // A role without a name is itself the author: 新华社记者.
  const settle = () => {
    if (role && since === people.length) people.push({ name: role, role: '' });
    since = people.length;
  };
  for (const word of text.slice(bulletsOf(text)).split(BETWEEN)) {
    const single = SINGLE.test(word) && !DEED.test(word);
    if (!word) continue;
    if (AUTHOR.test(word) || REPORTER.test(word)) {
      settle();
      role = AUTHOR.test(word) ? '' : word;
    } else if (DEED.test(word)) {
      const group = people.slice(since);
      const behind = group.length > 0 && !role;
      if (behind) for (const person of group) person.role = word;
      settle();
      role = behind ? '' : word;
    } else if (single && half) {
      people[people.length - 1].name += word;
    } else {
      people.push({ name: word, role });
    }
    half = single && !half;
  }
  settle();
  return people.map((person) => (person.role ? person : person.name));
}

/**
 * Reads the line between `start` and `end` as cells of one kind. Text that only marks the line is set aside.
 * @param {string} source
 * @param {number} start
 * @param {number} end
 * @param {Mark} as
 * @returns {Cell[]}
 */
export function cellsAs(source, start, end, as) {
  const text = source.slice(start, end);
  /** @type {(kind: Kind, from: number, to: number) => Cell} */
  const cell = (kind, from, to) => ({ kind, start: start + from, end: start + to });
  switch (as) {
    case 'byline':
      return [{ ...cell(as, 0, text.length), people: peopleIn(text) }];
    case 'continuation':
      return [{ ...cell(as, 0, text.length), joined: true }];
    case 'paragraph':
    case 'aside':
      return [cell(as, 0, text.length)];
    case 'section': {
      const inner = BRACKETED.exec(text)?.[1];
      const from = inner ? text.indexOf(inner) : bulletsOf(text);
      return withRest(source, start, end, [cell(as, from, inner ? from + inner.length : text.length)]);
    }
    case 'caption': {
      const from = bulletsOf(text);
      const found = CREDIT.exec(text);
      const credit = found?.[1] ?? found?.[2];
      if (!found || !credit || isBlank(text.slice(from, found.index)))
        return withRest(source, start, end, [cell(as, from, text.length)]);
      const at = text.lastIndexOf(credit);
      // A full stop before the credit belongs to the caption.
      const seen = found[1] === undefined ? at : found.index;
      return withRest(source, start, end, [cell(as, from, seen), cell('credit', at, at + credit.length)]);
    }
    default:
      return withRest(source, start, end, [cell(as, bulletsOf(text), text.length)]);
  }
}

/**
 * Returns `cells`, trimmed, with the rest of the line between them as cells that are set aside.
 * @template {{start: number, end: number}} T
 * @param {string} source
 * @param {number} start
 * @param {number} end
 * @param {readonly T[]} cells in order
 * @returns {(T | Cell)[]}
 */
export function withRest(source, start, end, cells) {
  /** @type {(T | Cell)[]} */
  const all = [];
  let at = start;
  const rest = (/** @type {number} */ to) => {
    const [from, until] = trimmed(source, at, to);
    if (from < until) all.push({ kind: 'aside', start: from, end: until });
  };
  for (const cell of cells) {
    const [from, until] = trimmed(source, cell.start, cell.end);
    if (from >= until) continue;
    rest(from);
    all.push({ ...cell, start: from, end: until });
    at = Math.max(at, until);
  }
  rest(end);
  return all;
}
