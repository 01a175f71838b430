/** Checks that a text contains only traditional Chinese characters. */

/**
 * The 5,401 Han characters in everyday use of Big5, the character set for traditional Chinese. Characters that exist only
 * in simplified Chinese are not among them.
 */
const EVERYDAY = new Set(
  (() => {
    const bytes = [];
    for (let lead = 0xa4; lead <= 0xc6; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if ((trail > 0x7e && trail < 0xa1) || (lead === 0xc6 && trail > 0x7e)) continue;
        bytes.push(lead, trail);
      }
    }
    return new TextDecoder('big5').decode(Uint8Array.from(bytes));
  })(),
);

/**
 * Returns the Han characters of a text that are not everyday traditional Chinese.
 * @param {string} text
 */
export function untraditional(text) {
  return [...new Set(text.match(/\p{Script=Han}/gu) ?? [])].filter((c) => !EVERYDAY.has(c));
}

/** Number of known characters, for a test of this list. */
export const KNOWN = EVERYDAY.size;
