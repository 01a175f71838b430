/**
 * What a screen reader is told: roles, names, levels and states, as Chromium's accessibility tree has them, held against
 * files beside this one (tree/). KANBAO_TREES=write writes them anew, to be looked at before they are kept.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AT } from './lib/page.mjs';

/** What says nothing by itself: only what is below it is told. */
const SILENT = [
  'none',
  'generic',
  'InlineTextBox',
  'RootWebArea',
  'LineBreak',
  'sectionheader',
  'LabelText',
  'Legend',
  'Figcaption',
  'MenuListPopup',
  'mark',
];
/** What it holds is the engine's to say. */
const ENGINES = '读完之后';
/** What is told with a role. */
const STATES = ['level', 'expanded', 'checked', 'pressed', 'hasPopup', 'busy', 'live', 'selected'];

/**
 * The tree, a line a node.
 * @param {import('./lib/drivers.mjs').Browser} browser
 * @returns {Promise<string>}
 */
async function tree({ cdp }) {
  await cdp('Accessibility.enable');
  const { nodes } = /** @type {{nodes: any[]}} */ (await cdp('Accessibility.getFullAXTree'));
  await cdp('Accessibility.disable');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @type {string[]} */
  const lines = [];
  /** @param {any} node @param {number} depth @param {string} named what was said above */
  function tell(node, depth, named) {
    const role = node.role?.value ?? 'none';
    const name = String(node.name?.value ?? '').trim();
    const silent = node.ignored || SILENT.includes(role) || (role === 'StaticText' && (!name || named.includes(name)));
    if (!silent) {
      const states = STATES.flatMap((state) =>
        (node.properties ?? [])
          .filter((/** @type {any} */ one) => one.name === state && ![false, 'false', 'off'].includes(one.value.value))
          .map((/** @type {any} */ { value }) => ` ${state}=${value.value}`),
      );
      lines.push(
        `${'  '.repeat(depth)}${role === 'StaticText' ? 'text' : role}${states.join('')}${name && ` “${name.length > 40 ? `${name.slice(0, 40)}…` : name}”`}`,
      );
    }
    if (role === 'list' && named.includes(ENGINES)) return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) tell(child, silent ? depth : depth + 1, silent ? named : `${named} ${name}`);
    }
  }
  const [root] = nodes;
  tell(root, 0, '');
  return `${lines.join('\n')}\n`;
}

/** @type {Record<string, (open: import('./lib/suite.mjs').Test['open']) => Promise<import('./lib/page.mjs').Page>>} */
const VIEWS = {
  async front(open) {
    const page = await open();
    await page.ready('的');
    await page.clearField();
    await page.front();
    await page.there('.foot p');
    await page.there('.masthead .elder');
    return page;
  },
  async results(open) {
    const page = await open({ path: '?q=%E6%B8%A1%E5%8F%A3' });
    await page.answered('渡口');
    await page.there(`${AT.narrow} .why`);
    await page.there('.foot p');
    return page;
  },
  async article(open) {
    const page = await open({ path: '?q=%E6%B8%A1%E5%8F%A3&a=1' });
    await page.there(`${AT.article} mark`);
    await page.there(AT.onward);
    await page.there(`${AT.article} .keep`);
    await page.there('.foot p');
    return page;
  },
};

/** @type {import('./lib/suite.mjs').Tests} */
export default Object.fromEntries(
  Object.entries(VIEWS).map(([view, reach]) => [
    `${view}: roles and names are what they were seen to be`,
    async ({ browser, open }) => {
      await browser.viewport(1200, 900);
      const page = await reach(open);
      await page.rest(1000); // the live region waits until things have settled
      const file = new URL(`tree/${view}.txt`, import.meta.url);
      const told = await tree(browser);
      if (process.env.KANBAO_TREES === 'write') {
        mkdirSync(fileURLToPath(new URL('.', file)), { recursive: true });
        writeFileSync(file, told);
      }
      assert.equal(told, readFileSync(file, 'utf8'));
    },
  ]),
);
