/** Bytes of an opened file → text, by the three encodings that bulletins come in. */

import { EngineError } from './errors.js';

/**
 * UTF-8 with or without byte-order mark, UTF-16 with one, else GB18030 (of which GBK and GB 2312
 * are parts). The mark is taken off; what fits none is refused rather than opened with gaps.
 *
 * @param {ArrayBuffer} buffer
 * @param {string} filename for the error
 * @returns {{text: string, encoding: string}}
 */
export function decode(buffer, filename) {
  for (const encoding of candidates(new Uint8Array(buffer))) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(buffer), encoding };
    } catch {
      // the next one
    }
  }
  throw new EngineError('bad-encoding', 'expected text in UTF-8, UTF-16 with byte-order mark or GB18030, found other bytes', {
    where: filename,
    advice: 'save the file as UTF-8 text and open it again',
  });
}

/**
 * @param {Uint8Array} bytes
 * @returns {string[]}
 */
function candidates([first, second]) {
  if (first === 0xff && second === 0xfe) return ['UTF-16LE'];
  if (first === 0xfe && second === 0xff) return ['UTF-16BE'];
  return ['UTF-8', 'GB18030'];
}
