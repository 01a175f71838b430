/** Checks the pictures in README.md and the gallery: they exist, are small, and none is left unused. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';

const top = new URL('../../', import.meta.url);

test('every picture shown exists and has at most 60 kB, and every picture that exists is shown', () => {
  const shown = ['README.md', 'docs/gallery.md'].flatMap((page) => [
    ...readFileSync(new URL(page, top), 'utf8').matchAll(/!\[([^\]]+)\]\((?:docs\/)?pictures\/([\w-]+\.webp)\)/g),
  ]);
  const folder = new URL('docs/pictures/', top);
  assert.deepEqual(shown.map(([, , name]) => name).sort(), readdirSync(folder).sort());
  for (const [, words, name] of shown) {
    assert.ok(words.length > 5, `${name} has an alternative text`);
    assert.ok(statSync(new URL(name, folder)).size <= 60_000, name);
    assert.equal(readFileSync(new URL(name, folder)).subarray(8, 12).toString(), 'WEBP', name);
  }
});
