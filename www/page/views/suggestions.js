/**
 * Suggestions under the search field: one row, to walk with the arrow keys or to press, as high as the echo of the
 * query that it covers, so that the results below it stay readable. Under an empty field it offers earlier queries.
 */
import { createCombobox } from '../combobox.js';
import { fill, find, focusIn, h, marked } from '../dom.js';
import { createNewest } from '../newest.js';
import { createRecent } from '../recent.js';
import { answerOf } from '../store.js';
/** @import {Asked} from '../offers.js' */
/** @import {State, Suggestion} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** @typedef {Pick<Suggestion, 'text' | 'typed' | 'count'> & {kind: Suggestion['kind'] | 'recent'}} Offer count 0: unknown */

/** Maximum number of suggestions. */
const MOST = 6;

/**
 * @param {HTMLElement} root what holds the search field
 * @param {LaterContext} context
 * @param {Asked} asked
 */
export function createSuggestions(root, { t, dispatch }, { engine }) {
  const input = find(root, 'input', HTMLInputElement);
  const list = h('ul', { class: 'offers', id: 'offers', role: 'listbox', 'aria-label': t.offered, hidden: true });
  const newest = createNewest();
  const recent = createRecent(MOST);
  /** What was typed last, and whether suggestions for it have yet to be requested. */
  let typed = '';
  let due = false;
  /** @type {readonly Offer[]} */
  let drawn = [];

  /** @type {ReturnType<typeof createCombobox<Offer>>} */
  const combobox = createCombobox({ draw, choose });
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
  ])
    input.setAttribute(name, value);
  root.append(list);

  /**
   * @param {readonly Offer[]} items
   * @param {number} active
   */
  function draw(items, active) {
    if (items !== drawn) {
      drawn = items;
      fill(
        list,
        items.map(({ kind, text, typed: range, count }, i) =>
          h(
            'li',
            { id: `offer-${i}`, role: 'option' },
            t.offerKind[kind] && h('span', { class: 'tag' }, t.offerKind[kind], ' '),
            h('span', { class: 'what', lang: 'zh-Hans' }, marked(text, range)),
            count > 0 && kind !== 'headline' && h('span', { class: 'n' }, ' ', t.articles(count)),
          ),
        ),
      );
      list.hidden = items.length === 0;
      requestAnimationFrame(() => list.scrollTo(0, 0)); // doing it now would force another layout
      input.setAttribute('aria-expanded', String(items.length > 0));
    }
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    const item = list.children[active];
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
    item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** @param {Offer} item */
  function choose({ text }) {
    // An on-screen keyboard would cover the results, and may still be composing.
    if (matchMedia('(pointer: coarse)').matches) input.blur();
    dispatch({ type: 'type', q: text });
  }

  function close() {
    due = false;
    newest.drop();
    combobox.close();
  }

  // Pressing a suggestion must not take the focus from the field.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const item = drawn[[...list.children].findIndex((one) => one.contains(/** @type {Node} */ (target)))];
    if (item) combobox.pick(item);
  });
  /**
   * Remembers the query when the user leaves the field, unless they leave it to clear it.
   * @param {Event & {relatedTarget?: EventTarget | null}} event
   */
  function leave({ relatedTarget }) {
    if (/** @type {Element | null | undefined} */ (relatedTarget)?.className !== 'clear')
      recent.add(input.value.trim());
    close();
  }
  input.addEventListener('blur', leave);
  input.addEventListener('compositionstart', close);
  input.form?.addEventListener('submit', leave);
  input.addEventListener('focus', () => {
    if (!input.value) combobox.offer(recent.list().map((text) => ({ kind: 'recent', text, typed: [], count: 0 })));
  });

  return {
    /**
     * Takes note of what the user has just typed.
     * @param {string} q
     */
    typed(q) {
      typed = q;
      due = true;
      combobox.rest();
    },

    take: combobox.take,

    /**
     * Requests suggestions for the query. There are none for a query that came from elsewhere (a link, Back), nor while
     * the engine has not answered it.
     * @param {State} state
     */
    update(state) {
      const it = engine();
      const wanted = typed.trim();
      if (state.route.q !== typed || !it || !wanted || answerOf(state)?.provisional) return close();
      if (!due) return;
      due = false;
      // After the search, which comes first. One more than is shown, because what was already typed is left out.
      newest.ask(
        (signal) => it.suggest(typed, { limit: MOST + 1, signal }),
        (found) => {
          if (focusIn(root) === input)
            combobox.offer((found ?? []).filter(({ text }) => text !== wanted).slice(0, MOST));
        },
      );
    },
  };
}
