/** The JSON Schemas in schema/ say the same as the checks of the page, the engine and the command line. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expand } from '../www/forms.js';

const read = (/** @type {string} */ path) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allowUnionTypes: true });
const isIssue = ajv.compile(read('schema/issue.schema.json'));

/** What a schema cannot express: indices of paragraphs, sums over the file, runs of characters, absent for null. */
const BEYOND = /expected an index below|in all texts|more than \d+ texts|combining marks/;

test('the published examples fit the schema', () => {
  for (const day of ['2025-08-15', '2025-09-15'])
    assert.ok(isIssue(read(`examples/archive/${day}/issue.json`)), JSON.stringify(isIssue.errors));
});

test('the schema accepts what the reader accepts, and refuses what the reader refuses', () => {
  let refused = 0;
  for (const { issue, fault } of [...read('tests/data/forms.json'), ...read('tests/data/forms-generated.json')]) {
    const fits = isIssue(expand(issue));
    if (!fault) assert.ok(fits, `${JSON.stringify(issue).slice(0, 500)}: ${JSON.stringify(isIssue.errors)}`);
    else if (!BEYOND.test(fault.message)) {
      // Lengths: a schema counts characters, the reader UTF-16 units.
      if (fits && fault.code === 'too-large' && JSON.stringify(issue).includes('🍑')) continue;
      assert.ok(!fits, `${JSON.stringify(issue).slice(0, 500)}: ${fault.where}: ${fault.message}`);
      refused += 1;
    }
  }
  assert.ok(refused > 300, String(refused));
});

test('a report of `kanbao check --json` fits its schema', () => {
  const isReport = ajv.compile(read('schema/check.schema.json'));
  /** @type {Record<string, unknown>} */
  const report = read('tests/data/check-report.json');
  assert.ok(isReport(report), JSON.stringify(isReport.errors));
  for (const wrong of [
    { ...report, format: 2 },
    { ...report, report: {} },
    { ...report, articles: 'two' },
  ])
    assert.ok(!isReport(wrong));
});
