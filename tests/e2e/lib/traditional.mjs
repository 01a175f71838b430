/** Which Han characters an interface in traditional Chinese may have. */

/**
 * The 5,401 Han characters of everyday use in Big5, the character set made for traditional Chinese: what is written in
 * the simplified way only is not among them.
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
 * The Han characters of a text that are not traditional Chinese of everyday use.
 * @param {string} text
 */
export function untraditional(text) {
  return [...new Set(text.match(/\p{Script=Han}/gu) ?? [])].filter((c) => !EVERYDAY.has(c));
}

/** How many characters are known, for a test of the test. */
export const KNOWN = EVERYDAY.size;
