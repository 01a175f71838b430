/** Character classes, as the parser defines them (src/chars.rs, src/bulletin). */

/** Invisible characters. */
const BLANK = '[\\p{White_Space}\\p{Cc}\\u00AD\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]';
/** Bullets before a headline, a byline or a caption. */
const BULLET = '[□■○●◎◇◆△▲▽▼☆★※◉▶▷►◀◁▪▫♦❖✎√→]';
const LATIN = '[A-Za-zÀ-ÖØ-öø-\\u024F\\u1E00-\\u1EFFＡ-Ｚａ-ｚ]';

const LEADING = new RegExp(`^${BLANK}+`, 'u');
const ONE = new RegExp(`^${BLANK}$`, 'u');
const BULLETS = new RegExp(`^(?:${BULLET}|${BLANK})+`, 'u');
const ENDS_LATIN = new RegExp(`${LATIN}[.,;:!?]?$`, 'u');
const BEGINS_LATIN = new RegExp(`^${LATIN}`, 'u');

/** @param {string} text */
export const isBlank = (text) => text.replace(LEADING, '') === '';

/**
 * Trims a range of a text: returns it without blanks at its ends.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
export function trimmed(text, start, end) {
  while (start < end && ONE.test(text[start])) start++;
  while (start < end && ONE.test(text[end - 1])) end--;
  return [start, end];
}

/**
 * Returns the length of the bullets and blanks at the start of `text`, in UTF-16 units; 0 if nothing follows them.
 * @param {string} text
 */
export function bulletsOf(text) {
  const { length } = BULLETS.exec(text)?.[0] ?? '';
  return length < text.length ? length : 0;
}

/**
 * Returns what goes between two texts that are joined: a space if two Latin words would run together.
 * @param {string} left
 * @param {string} right
 */
export const glue = (left, right) => (ENDS_LATIN.test(left.slice(-4)) && BEGINS_LATIN.test(right) ? ' ' : '');
