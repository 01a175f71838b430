/**
 * What a screen reader is told: compares roles, names, levels and states in Chromium's accessibility tree with the files
 * in tree/. KANBAO_TREES=write rewrites those files; check the changes before committing them.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AT } from './lib/page.mjs';

/** Roles that say nothing by themselves. Only their descendants are listed. */
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
/** The name of the part whose contents depend on the engine. Its lists are not compared. */
const ENGINES = '延伸阅读';
/** The properties that are listed with a role. */
const STATES = ['level', 'expanded', 'checked', 'pressed', 'hasPopup', 'busy', 'live', 'selected'];

/**
 * Returns the accessibility tree, a line per node.
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
  /** Adds the lines of a node. @param {any} node @param {number} depth @param {string} named the names of its ancestors */
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
    `${view}: roles and names are as recorded`,
    async ({ browser, open }) => {
      await browser.viewport(1200, 900);
      const page = await reach(open);
      await page.rest(1000); // the live region announces only once the page has settled
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
