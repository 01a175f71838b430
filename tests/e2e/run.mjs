// Runs the end-to-end tests: the page that scripts/build makes, in real browsers.
//
//   node tests/e2e/run.mjs [--browser chromium|firefox|webkit]… [--only NAME]…
//
// NAME: a file in this folder (search, ime, …) or a part of a test's name. The browsers run side by side. Screenshots of
// failed tests are in tests/e2e/output/failed/.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BROWSERS } from './lib/drivers.mjs';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', multiple: true, default: [...BROWSERS] },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const unknown = values.browser.find((name) => !BROWSERS.some((known) => known === name));
if (unknown !== undefined) {
  console.error(`no browser named ${unknown}; browsers: ${BROWSERS.join(', ')}`);
  process.exit(2);
}
const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const child = spawn(
  process.execPath,
  [`--test-reporter=${file('lib/reporter.mjs')}`, '--test-reporter-destination=stdout', file('lib/suite.mjs')],
  {
    stdio: 'inherit',
    env: { ...process.env, KANBAO_E2E_BROWSERS: values.browser.join(','), KANBAO_E2E_ONLY: values.only.join() },
  },
);
child.on('exit', (code) => process.exit(code ?? 1));
