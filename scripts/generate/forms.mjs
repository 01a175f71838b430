// Generates tests/data/forms-generated.json: issues of every form, right and wrong, and what www/engine/format.js says of
// each, to which the tests hold the command line. Run it after a change of the format: node scripts/generate/forms.mjs
import { writeFileSync } from 'node:fs';
import { expand, generated } from '../../tests/www/forms.js';
import { faultIn } from '../../www/engine/format.js';

/** What the command line advises. In the browser, the reader's own language does. @type {Record<string, string>} */
const ADVICE = {
  'bad-json': 'correct it there, or publish the bulletin again',
  'too-large': 'split the bulletin, or shorten it there',
};
const cases = generated(800).map((issue) => {
  const fault = faultIn(expand(issue));
  return JSON.stringify({ issue, fault: fault && { ...fault, advice: ADVICE[fault.code] } });
});
writeFileSync(new URL('../../tests/data/forms-generated.json', import.meta.url), `[\n${cases.join(',\n')}\n]\n`);
