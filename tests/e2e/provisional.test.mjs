/** The user never waits for the engine: the text and provisional answers come first, and are replaced in place. */
import assert from 'node:assert/strict';
import { gate } from './lib/line.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'the plain scan answers until the engine is ready, which then replaces the results in place (real)'({
    open,
    site,
  }) {
    const wasm = gate();
    const page = await open({ rules: [{ path: /\.wasm$/, after: wasm.opened }] });
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.type(query);
    await page.answered(query, { plain: true });
    await page.says(AT.count, '初步结果');
    assert.deepEqual(await page.found(), [article]);
    await page.run((s) => {
      document.querySelector(s).kept = true;
    }, `${AT.hits}:first-child`);
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(`${AT.article} .text mark`);
    await page.driver.navigate().back();
    await page.answered(query, { plain: true });
    wasm.open();
    await page.answered(query);
    assert.equal((await page.found())[0], article);
    assert.ok(
      await page.run((s) => document.querySelector(s).kept, `${AT.hits}:first-child`),
      'the hit is the same element as before',
    );
  },

  async 'no letter is lost if the engine becomes ready during typing'({ open, site }) {
    const wasm = gate();
    const page = await open({ rules: [{ path: /\.wasm$/, after: wasm.opened }] });
    await page.front();
    const { query } = rareString(site.issue);
    await page.find(AT.input).sendKeys(query.slice(0, 2));
    wasm.open();
    await page.find(AT.input).sendKeys(query.slice(2));
    await page.answered(query);
    assert.equal(await page.focus(), 'input');
    assert.equal(
      await page.run((s) => document.querySelector(s).selectionStart, AT.input),
      query.length,
      'the caret stays where it was',
    );
  },

  async 'text typed before the script runs is searched once it runs'({ open, site }) {
    const page = await open({
      rules: [
        {
          path: /\/kanbao\.js$/,
          alter: (script) =>
            `${script.replace(/^((?:import[^;]*;)*)/, '$1await new Promise((go) => { window.letGo = go; });')}`,
        },
      ],
    });
    const { query } = rareString(site.issue);
    await page.find(AT.input).sendKeys(query);
    await page.run(() => /** @type {any} */ (window).letGo());
    await page.answered(query);
    assert.equal(await page.value(), query);
  },
};
