// Finds the sections of a WebAssembly module (core specification, 5.5.2 and 5.5.3).

const MAGIC_AND_VERSION = '0061736d01000000';
const CUSTOM = 0;

/**
 * Reads an unsigned LEB128 number.
 * @param {Buffer} wasm
 * @param {number} at
 * @returns {[value: number, next: number]} the number and the offset after it
 */
function leb128(wasm, at) {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7, at += 1) {
    const byte = wasm[at] ?? fail(`ends inside a number at byte ${at}`);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
  return fail(`the number before byte ${at} is too long`);
}

/** @param {string} message @returns {never} */
function fail(message) {
  throw new Error(`not a WebAssembly module: ${message}`);
}

/**
 * @param {Buffer} wasm
 * @returns {{id: number, name: string, start: number, end: number}[]} the sections in order; `start` and `end` are the
 *   byte offsets of the contents, and `name` is empty for sections that are not custom
 */
export function sections(wasm) {
  if (wasm.subarray(0, 8).toString('hex') !== MAGIC_AND_VERSION) fail('wrong magic number or version');
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at] ?? 0;
    let [size, start] = leb128(wasm, at + 1);
    const end = start + size;
    if (end > wasm.length) fail(`section ${id} at byte ${at} ends after the file`);
    let name = '';
    if (id === CUSTOM) {
      const [length, text] = leb128(wasm, start);
      name = wasm.subarray(text, text + length).toString('utf8');
      start = text + length;
    }
    found.push({ id, name, start, end });
    at = end;
  }
  return found;
}
