/** The names that a page uses: attributes with their possible values, methods and events. */

/** The possible values; any other value counts as the first. @type {Readonly<Record<string, readonly string[]>>} */
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

/** Engine states in which no further answer will come. */
export const SILENT = ['failed', 'unsupported'];

/** Attributes whose changes a running reader follows; changes to others restart it. */
export const FOLLOWED = ['query', 'article', 'passage', 'src', 'copy', 'theme', 'size'];

/**
 * Returns the value that an attribute counts as.
 * @param {Element} element
 * @param {string} name
 */
export function choiceOf(element, name) {
  const value = element.getAttribute(name)?.trim().toLowerCase() ?? '';
  return CHOICES[name].includes(value) ? value : CHOICES[name][0];
}

export const METHODS = ['open', 'search', 'showArticle', 'focusSearch', 'print'];
/** The element's events, each dispatched as `kanbao-…`. */
export const EVENTS = /** @type {const} */ (['ready', 'search', 'article', 'error', 'select', 'look']);
