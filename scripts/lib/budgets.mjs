// Compares the compressed sizes of the files in dist/ with the limits in budgets.toml.
//
//   node scripts/lib/budgets.mjs [NAME=FOLDER]…     FOLDER: a published bulletin, [NAME] in budgets.toml
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { brotli } from './compress.mjs';

/** @typedef {{what: string, limit: number, files: string[]}} Budget */

/** @type {Map<string, string>} */
const folders = new Map(process.argv.slice(2).map((pair) => /** @type {[string, string]} */ (pair.split('=', 2))));

/**
 * Returns a file's compressed size in bytes. Keeps the compressed copy next to the file.
 * @param {string} path
 */
async function weight(path) {
  const copy = statSync(`${path}.br`, { throwIfNoEntry: false });
  const { mtimeMs, size } = statSync(path);
  if (copy && copy.mtimeMs >= mtimeMs) return copy.size;
  const bytes = await brotli(readFileSync(path));
  const sent = Math.min(bytes.length, size);
  if (bytes.length < size) writeFileSync(`${path}.br`, bytes);
  return sent;
}

/**
 * @param {string} pattern "NAME.EXT", "*.EXT", "[BULLETIN]/…"
 * @returns {string[] | null} the paths that match; null if that bulletin is not there
 */
function matching(pattern) {
  const [, bulletin, name = ''] = pattern.match(/^(?:\[(\w+)\]\/)?(.+)$/) ?? [];
  const folder = bulletin ? folders.get(bulletin) : 'dist';
  if (!folder || !existsSync(folder)) return null;
  const [before = '', after] = name.split('*');
  return readdirSync(folder)
    .filter((file) => (after === undefined ? file === name : file.startsWith(before) && file.endsWith(after)))
    .map((file) => join(folder, file));
}

const budgets = /** @type {Record<string, Budget>} */ (
  /** @type {unknown} */ (parse(readFileSync('budgets.toml', 'utf8')))
);
let over = 0;
console.log('bytes with brotli 11      limit   what');
for (const [name, { what, limit, files }] of Object.entries(budgets)) {
  const found = files.map((pattern) => ({ pattern, paths: matching(pattern) }));
  const absent = found.find(({ paths }) => paths === null);
  if (absent) {
    console.log(
      `${'-'.padStart(20)} ${String(limit).padStart(10)}   ${name}: not checked, ${absent.pattern} is not on this machine`,
    );
    continue;
  }
  const missing = found.find(({ paths }) => paths?.length === 0);
  if (missing) {
    over += 1;
    console.log(
      `${'-'.padStart(20)} ${String(limit).padStart(10)}   ${name}: FAILED, there is no ${missing.pattern} in dist/`,
    );
    continue;
  }
  const parts = [];
  for (const path of found.flatMap(({ paths }) => paths ?? [])) parts.push({ path, bytes: await weight(path) });
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  if (sum > limit) over += 1;
  console.log(
    `${String(sum).padStart(20)} ${String(limit).padStart(10)}   ${name}: ${what}${sum > limit ? ' OVER' : ''}`,
  );
  if (parts.length > 1)
    for (const { path, bytes } of parts) console.log(`${String(bytes).padStart(20)}              ${path}`);
}
process.exitCode = over > 0 ? 1 : 0;
