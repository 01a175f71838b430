/** Host pages: pages with the element on them, served in place of the project's own page. */

/**
 * Returns the HTML of a host page.
 * @param {string} body
 * @param {{head?: string, lang?: string, script?: string}} [options]
 */
export function hostPage(
  body,
  { head = '', lang = 'zh-CN', script = '<script type="module" src="./kanbao.js"></script>' } = {},
) {
  return (
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>门户</title>${head}</head>` +
    `<body>${body}${script}</body></html>`
  );
}

/**
 * Returns the rule for a line that serves `html` as the page.
 * @param {string} html
 * @param {Record<string, string | null>} [headers]
 * @returns {import('./line.mjs').Rule}
 */
export const served = (html, headers) => ({ path: /\/$/, alter: () => html, headers });

/** Script that records every event of the element that reaches the window, and whether its detail is frozen. */
export const LISTEN = `window.heard = [];
for (const type of ['load', 'ready', 'search', 'article', 'error', 'select', 'look']) {
  addEventListener('kanbao-' + type, (event) => heard.push({ type, detail: event.detail, frozen: Object.isFrozen(event.detail), target: event.target.id, composed: event.composed }));
}`;

/**
 * Waits for an event whose detail contains `says`, and returns the detail of the first such event.
 * @param {import('./page.mjs').Page} page
 * @param {string} type
 * @param {Record<string, unknown>} [says]
 * @returns {Promise<any>}
 */
export async function heard(page, type, says = {}) {
  const { detail } = await page.until(
    `kanbao-${type} ${JSON.stringify(says)}`,
    (name, wanted) =>
      /** @type {any} */ (window).heard.find(
        (/** @type {any} */ one) =>
          one.type === name && Object.entries(wanted).every(([key, value]) => one.detail[key] === value),
      ),
    type,
    says,
  );
  return detail;
}
