/** Everything around the views: the bar with the search field, the footer, and the status lines. */
import { h } from './dom.js';
/** @import {Strings} from './strings.js' */

/**
 * @param {Strings} t
 * @param {string} home where the brand links to
 * @param {boolean} page whether the reader is the whole page; its parts are then the page's landmarks
 */
export function createFrame(t, home, page) {
  const as = (/** @type {'header' | 'main' | 'footer' | 'aside'} */ landmark) => (page ? landmark : 'div');
  return h(
    'div',
    { class: 'frame', lang: t.lang },
    h(
      'div',
      { class: 'room' },
      h('slot', { name: 'header' }),
      h(
        as('header'),
        { class: 'bar' },
        // A button, because a fragment link cannot target anything inside a shadow root.
        page && h('button', { type: 'button', class: 'skip' }, t.skip),
        h('a', { class: 'brand', href: home, 'aria-label': t.home }, t.brand),
        h(
          'form',
          { class: 'search', role: 'search', action: home, 'aria-label': t.searchLabel },
          h('input', {
            part: 'field',
            type: 'text',
            name: 'q',
            enterkeyhint: 'search',
            autocomplete: 'off',
            autocapitalize: 'off',
            autocorrect: 'off',
            spellcheck: 'false',
            'aria-label': t.searchLabel,
            placeholder: t.searchLabel,
          }),
          h('button', { type: 'button', class: 'clear', 'aria-label': t.clear, hidden: true }),
        ),
        h(
          'button',
          { type: 'button', class: 'opener', 'aria-label': t.open, 'aria-haspopup': 'dialog' },
          h('span', null, t.open),
        ),
      ),
      h(
        as('main'),
        { class: 'content', tabindex: -1 },
        h('div', { class: 'notices' }),
        h('div', { class: 'loading' }, h('p', null, t.loading)),
      ),
      h(as('footer'), { class: 'foot' }),
      h('slot', { name: 'footer' }),
      h(as('aside'), { class: 'passing', 'aria-label': page && t.now, hidden: true }),
      h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' }),
    ),
  );
}
