/** Decodes the bytes of an opened file, in any of the three encodings that bulletins come in. */

import { EngineError } from './errors.js';

/** The command line's limit: two bytes of GB18030 make up to three of UTF-8, of which 8 MiB are parsed. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * Decodes UTF-8 with or without a byte-order mark, UTF-16 with one, and otherwise GB18030 (a superset of GBK and
 * GB 2312). The mark is removed. Bytes that fit no encoding are rejected rather than opened with gaps.
 *
 * @param {ArrayBuffer} buffer
 * @param {string} filename for the error
 * @returns {{text: string, encoding: string}}
 * @throws {EngineError} `too-large`, `bad-encoding`
 */
export function decode(buffer, filename) {
  if (buffer.byteLength > MAX_FILE_BYTES) {
    throw new EngineError('too-large', `expected at most ${MAX_FILE_BYTES} bytes, found ${buffer.byteLength}`, {
      where: filename,
      advice: 'split the file by issue',
    });
  }
  for (const encoding of candidates(new Uint8Array(buffer))) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(buffer);
      if (!text.includes('\0')) return { text, encoding };
    } catch {
      // Try the next one.
    }
  }
  throw new EngineError(
    'bad-encoding',
    'expected text in UTF-8, UTF-16 with byte-order mark or GB18030, found other bytes',
    {
      where: filename,
      advice: 'save the file as UTF-8 text and open it again',
    },
  );
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
