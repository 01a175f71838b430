/** The pictures that README.md and the gallery show are there, light, and all that there are. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';

const top = new URL('../../', import.meta.url);

test('each picture that is shown is there, below 60 kB, and each that is there is shown', () => {
  const shown = ['README.md', 'docs/gallery.md'].flatMap((page) => [
    ...readFileSync(new URL(page, top), 'utf8').matchAll(/!\[([^\]]+)\]\((?:docs\/)?pictures\/([\w-]+\.webp)\)/g),
  ]);
  const folder = new URL('docs/pictures/', top);
  assert.deepEqual(shown.map(([, , name]) => name).sort(), readdirSync(folder).sort());
  for (const [, words, name] of shown) {
    assert.ok(words.length > 5, `${name} has words for those who do not see it`);
    assert.ok(statSync(new URL(name, folder)).size <= 60_000, name);
    assert.equal(readFileSync(new URL(name, folder)).subarray(8, 12).toString(), 'WEBP', name);
  }
});
