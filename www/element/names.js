/** The names that a page uses: attributes with their possible values, methods and events. */

/** The possible values; any other value counts as the first. @type {Readonly<Record<string, readonly string[]>>} */
export const CHOICES = {
  theme: ['auto', 'light', 'dark', 'sepia'],
  size: ['medium', 'small', 'large', 'elder'],
  layout: ['embed', 'page'],
  routing: ['none', 'hash', 'query'],
  shortcuts: ['inside', 'page'],
  loading: ['lazy', 'eager', 'intent', 'manual'],
};
export const SWITCHES = ['storage', 'offline'];
export const ADDRESSES = ['src', 'issues-src', 'src-scope'];
export const TEXTS = ['query', 'passage', 'href', 'copy'];

/** Attributes whose changes a running reader follows; changes to others restart it. */
export const FOLLOWED = ['query', 'article', 'passage', 'src', 'copy', 'theme', 'size'];

/** Returns the property that reflects an attribute. @param {string} name */
export const propertyOf = (name) => name.replace(/-(.)/g, (_, first) => first.toUpperCase());

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
export const EVENTS = /** @type {const} */ (['load', 'ready', 'search', 'article', 'error', 'select', 'look']);
