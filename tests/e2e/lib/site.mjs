/** Serves the page that scripts/build makes, with its real headers: with the sample, and with a real bulletin if there is one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFolder } from '../../../scripts/lib/compress.mjs';
import { startServer } from '../../../scripts/lib/serve.mjs';

const TOP = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const DIST = path.join(TOP, 'dist');
const EXAMPLES = path.join(TOP, 'examples');
/** Projects that use the npm package, built by tests/package/consume.mjs. */
const CONSUMERS = path.join(TOP, 'tests/package/work/site');
/** Texts of real newspaper pages next to the checkout, not part of it. */
const BULLETINS = path.join(TOP, '../shared/bulletins');
const REAL = path.join(BULLETINS, 'jiaxing-2024-02.txt');

export const OUTPUT = path.join(TOP, 'tests/e2e/output');
/** The text of the sample as an editor has it before publishing. */
export const SAMPLE_TEXT = path.join(TOP, 'www/sample/bulletin.txt');
export const REAL_TEXT = existsSync(REAL) ? REAL : null;

/** @typedef {import('../../../www/kanbao.js').PlainIssue} PlainIssue */
/** @typedef {{name: 'sample' | 'real', url: string, text: string, issue: PlainIssue, close: () => Promise<void>}} Site */

/** @returns {Promise<Site>} */
export async function serveSample() {
  return serve('sample', SAMPLE_TEXT, path.join(DIST, 'sample'), {});
}

/** @returns {Promise<Site | null>} null if there is no real bulletin */
export async function serveReal() {
  if (!REAL_TEXT) return null;
  const folder = path.join(OUTPUT, 'real');
  const kanbao = path.resolve(TOP, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/kanbao');
  if (!existsSync(kanbao)) throw new Error(`there is no ${kanbao}: run scripts/build`);
  execFileSync(kanbao, ['publish', REAL_TEXT, '--out', folder], { stdio: ['ignore', 'ignore', 'ignore'] });
  await compressFolder(folder); // as scripts/build does for the sample, so that sizes can be compared
  return serve('real', REAL_TEXT, folder, { '/sample/': folder });
}

/**
 * @param {Site['name']} name
 * @param {string} source
 * @param {string} published
 * @param {Record<string, string>} overlays
 * @returns {Promise<Site>}
 */
async function serve(name, source, published, overlays) {
  for (const file of [path.join(DIST, 'index.html'), path.join(published, 'issue.json')]) {
    if (!existsSync(file)) throw new Error(`there is no ${path.relative(TOP, file)}: run scripts/build`);
  }
  const server = await startServer({
    root: DIST,
    overlays: { '/examples/': EXAMPLES, '/package/': CONSUMERS, ...overlays },
  });
  return {
    name,
    url: server.url,
    text: readFileSync(source, 'utf8'),
    issue: JSON.parse(readFileSync(path.join(published, 'issue.json'), 'utf8')),
    close: server.close,
  };
}
