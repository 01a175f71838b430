/** The names that a page uses: attributes with the values they may have, events, states. */

/** The first value is what anything else counts as. @type {Readonly<Record<string, readonly string[]>>} */
export const CHOICES = {
  theme: ['auto', 'light', 'dark', 'sepia'],
  size: ['medium', 'small', 'large', 'elder'],
  layout: ['embed', 'page'],
  address: ['none', 'fragment', 'page'],
  shortcuts: ['inside', 'page'],
  start: ['near', 'intent', 'manual'],
};
export const SWITCHES = ['storage', 'offline'];
export const TEXTS = ['src', 'issues', 'query', 'article', 'passage', 'href', 'headings', 'copy', 'lang'];

/** An engine that will not answer any more than it has. */
export const SILENT = ['failed', 'unsupported'];

/** Changes that a reader goes along with; for others it begins anew. */
export const FOLLOWED = ['query', 'article', 'passage', 'src', 'copy', 'theme', 'size'];

/**
 * The value that an attribute of few values counts as.
 * @param {Element} element
 * @param {string} name
 */
export function choiceOf(element, name) {
  const value = element.getAttribute(name)?.trim().toLowerCase() ?? '';
  return CHOICES[name].includes(value) ? value : CHOICES[name][0];
}

export const METHODS = ['open', 'search', 'showArticle', 'focusSearch', 'print'];
/** What an element tells, each as `kanbao-…`. */
export const EVENTS = /** @type {const} */ (['ready', 'search', 'article', 'error', 'select', 'look']);
