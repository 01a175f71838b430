// Brotli at its highest quality, as servers use it for static files.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Files that are compressed already. */
const LEFT_AS_IS = /\.(br|png|jpe?g|webp|avif|woff2?)$/;
/** Below this size a compressed copy would not even save a packet. */
const MINIMUM_BYTES = 200;

/** @param {Uint8Array} bytes @returns {Promise<Buffer>} */
export function brotli(bytes) {
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/**
 * Makes FILE.br next to each file in `folder` and its subfolders, if it is missing or older than the file.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !LEFT_AS_IS.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  await Promise.all(
    paths.map(async (path) => {
      const { size, mtimeMs } = statSync(path);
      const copy = statSync(`${path}.br`, { throwIfNoEntry: false });
      if (size < MINIMUM_BYTES || (copy && copy.mtimeMs >= mtimeMs)) return;
      writeFileSync(`${path}.br`, await brotli(readFileSync(path)));
    }),
  );
}
