// What the page's and the package's bundles have in common.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The oldest browsers that run the engine (its SIMD, see scripts/lib/engine.sh). */
export const TARGET = ['chrome91', 'firefox89', 'safari16.4'];

/** @type {import('esbuild').Plugin} `new URL('../pkg/x.wasm', import.meta.url)` → `new URL('./x.wasm', import.meta.url)` */
export const flatten = {
  name: 'flatten-urls',
  setup(build) {
    build.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(
        /new URL\(\s*(['"])([^'"]+)\1,\s*import\.meta\.url\s*\)/g,
        (_, quote, address) => `new URL(${quote}./${basename(address)}${quote}, import.meta.url)`,
      );
      return { contents, loader: 'js' };
    });
  },
};
