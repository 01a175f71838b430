/**
 * What was understood of a query, and ways to narrow its results: chips that can be removed, facets with their counts,
 * and the order. Added to the results view by later.js.
 */
import { FACETS } from '../../engine/outcome.js';
import { fill, find, focusIn, h, keyed } from '../dom.js';
import { answerOf, queryOf, quotable, viewOf } from '../store.js';
/** @import {Clause, FacetCounts, Filter, SearchOutcome, Sort, State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Number of values shown per facet before “All”. */
const FEW = 6;

/**
 * Returns a query without one of its clauses.
 * @param {string} q
 * @param {Pick<Clause, 'start' | 'end'>} clause
 */
export function without(q, { start, end }) {
  return `${q.slice(0, start).trimEnd()} ${q.slice(end).trimStart()}`.trim();
}

/**
 * Returns the clauses worth showing: none if all are bare text, which the field shows already.
 * @param {readonly Clause[]} clauses
 */
export function shownClauses(clauses) {
  return clauses.every(({ kind, field, excluded }) => kind === 'text' && !field && !excluded) ? [] : clauses;
}

/**
 * Returns the facets that can narrow the results, or already do.
 * @param {readonly FacetCounts[]} facets
 */
export function shownFacets(facets) {
  const issues = facets.find(({ facet }) => facet === 'issue')?.total ?? 0;
  return facets.filter(
    ({ facet, total, values }) =>
      // If every month has one issue, months say no more than issues do.
      values.some(({ chosen }) => chosen) || (total > 1 && (facet !== 'month' || total < issues)),
  );
}

/**
 * Returns the orders that make a difference, including the current one.
 * @param {SearchOutcome} outcome
 * @param {Sort} sort
 * @returns {Sort[]}
 */
export function shownSorts({ total, facets }, sort) {
  const dates = facets.find(({ facet }) => facet === 'issue')?.total ?? 0;
  /** @type {Sort[]} */
  const all = ['relevance', 'newest', 'oldest', 'print'];
  return all.filter((one) => one === sort || one === 'relevance' || (total > 1 && (one === 'print' || dates > 1)));
}

/**
 * Returns a facet's value as users know it.
 * @param {LaterContext['t']} t
 * @param {Filter} filter
 */
export function valueName(t, { facet, value }) {
  if (facet === 'kind') return t.kindName[value] ?? value;
  if (facet === 'page') return t.edition(value);
  const [, month, day] = /^(\d{4}-\d\d)(-\d\d)?$/.exec(value) ?? [];
  const date = new Date(`${month}${day ?? '-01'}T00:00:00Z`);
  if ((facet !== 'issue' && facet !== 'month') || !month || Number.isNaN(date.getTime())) return value;
  /** @type {Intl.DateTimeFormatOptions} */
  const form = day ? { dateStyle: 'long' } : { year: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(t.lang, { ...form, timeZone: 'UTC' }).format(date);
}

/**
 * @param {HTMLElement} root the view of the results
 * @param {LaterContext} context
 */
export function createRefine(root, { t, dispatch }) {
  const found = find(root, '.found', HTMLElement);
  const title = find(found, 'h1', HTMLElement);
  const panel = h('section', { class: 'narrow', id: 'narrow', 'aria-label': t.narrow, hidden: true });
  const toggle = h(
    'button',
    { type: 'button', class: 'link', 'aria-expanded': 'false', 'aria-controls': 'narrow', hidden: true },
    t.narrow,
  );
  const chips = h('ul', { class: 'chips', 'aria-label': t.chips, hidden: true });
  const orders = h('select', null);
  const order = h('label', { class: 'order' }, h('span', null, t.sort), orders);
  fill(panel, order);
  find(found, '.count', HTMLElement).after(toggle, chips);
  found.after(panel);

  /** @type {State} */
  let now;
  /** Whether the chips match the current query: clauses are ranges of the query they came from. */
  let current = false;
  let shown = '';
  /** @type {Map<string, ReturnType<typeof createFacet>>} */
  const groups = new Map();

  toggle.addEventListener('click', () =>
    toggle.setAttribute('aria-expanded', String(panel.classList.toggle('unfolded'))),
  );
  orders.addEventListener('change', () => dispatch({ type: 'narrow', sort: /** @type {Sort} */ (orders.value) }));

  /** @param {FacetCounts['facet']} facet */
  function createFacet(facet) {
    /** @type {Map<string, HTMLLIElement>} */
    const nodes = new Map();
    /** @type {FacetCounts} */
    let counts = { facet, total: 0, values: [] };
    let all = false;
    const list = h('ul', null);
    const rest = h('p', { class: 'note', hidden: true });
    const more = h('button', { type: 'button', class: 'link' });
    const node = h('fieldset', null, h('legend', null, t.facet[facet]), list, more, rest);
    const boxes = () => [...list.querySelectorAll('input')];

    list.addEventListener('change', () => {
      // Take what is ticked, not what the last answer said: the user may be faster than the next answer.
      const chosen = boxes()
        .filter(({ checked }) => checked)
        .map(({ value }) => ({ facet, value }));
      const others = now.route.filters.filter((filter) => filter.facet !== facet);
      const filters = [...others, ...chosen].sort((a, b) => FACETS.indexOf(a.facet) - FACETS.indexOf(b.facet));
      dispatch({ type: 'narrow', filters });
    });
    more.addEventListener('click', () => {
      all = true;
      update(counts);
      boxes()[FEW]?.focus();
    });

    /** @param {FacetCounts} next */
    function update(next) {
      counts = next;
      const { values, total } = next;
      const listed = values.filter(({ chosen }, i) => all || i < FEW || chosen);
      keyed(
        list,
        nodes,
        listed,
        ({ value }) => value,
        () =>
          h(
            'li',
            null,
            h(
              'label',
              null,
              h('input', { type: 'checkbox' }),
              h('span', { class: 'value' }),
              h('span', { class: 'n' }),
            ),
          ),
        (item, { value, count, chosen }) => {
          const box = find(item, 'input', HTMLInputElement);
          box.value = value;
          box.checked = chosen;
          find(item, '.value', HTMLElement).textContent = valueName(t, { facet, value });
          find(item, '.n', HTMLElement).textContent = String(count);
        },
      );
      more.hidden = listed.length === values.length;
      more.textContent = t.allValues(values.length);
      rest.hidden = !more.hidden || total <= values.length;
      rest.textContent = t.beyond(total - values.length);
    }
    return { node, update };
  }

  /** @param {SearchOutcome} outcome */
  function updatePanel(outcome) {
    const { sort } = now.route;
    const sorts = shownSorts(outcome, sort);
    order.hidden = sorts.length < 2;
    if (orders.dataset.of !== sorts.join()) {
      orders.dataset.of = sorts.join();
      fill(
        orders,
        sorts.map((one) => h('option', { value: one }, t.sorts[one])),
      );
    }
    orders.value = sort;
    // A single article cannot be narrowed, but the filters that led to it can be removed.
    const facets = outcome.total > 1 || now.route.filters.length ? shownFacets(outcome.facets) : [];
    for (const [facet, { node }] of groups) node.hidden = !facets.some((one) => one.facet === facet);
    for (const counts of facets) {
      const group = groups.get(counts.facet) ?? createFacet(counts.facet);
      groups.set(counts.facet, group);
      group.update(counts);
      const place = FACETS.indexOf(counts.facet);
      const next = [...groups]
        .filter(([facet]) => FACETS.indexOf(/** @type {Filter['facet']} */ (facet)) > place)
        .sort(
          ([a], [b]) =>
            FACETS.indexOf(/** @type {Filter['facet']} */ (a)) - FACETS.indexOf(/** @type {Filter['facet']} */ (b)),
        )[0];
      if (!group.node.isConnected) panel.insertBefore(group.node, next?.[1].node ?? null);
    }
    panel.hidden = toggle.hidden = order.hidden && facets.length === 0;
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {() => void} remove
   */
  const chip = (name, value, remove) =>
    h(
      'li',
      null,
      h(
        'button',
        { type: 'button', class: 'chip', onclick: () => current && remove() },
        h('span', { class: 'unseen' }, t.remove, ' '),
        h('span', null, name, h('span', { lang: 'zh-Hans' }, value)),
      ),
    );

  /** @param {SearchOutcome} outcome */
  function updateChips({ clauses }) {
    const { filters, sort } = now.route;
    const q = queryOf(now);
    const next = JSON.stringify([q, clauses, filters, sort]);
    if (next === shown) return;
    shown = next;
    const before = [...chips.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (focusIn(root)));
    fill(
      chips,
      shownClauses(clauses).map((clause) =>
        chip(
          (clause.excluded ? t.not : '') + (clause.field ? t.named(t.clauseField[clause.field]) : ''),
          quotable(clause.kind === 'phrase' ? t.quoted(clause.text) : clause.text),
          () => dispatch({ type: 'type', q: without(q, clause) }),
        ),
      ),
      filters.map((filter) =>
        chip(t.named(t.facet[filter.facet]), valueName(t, filter), () =>
          dispatch({ type: 'narrow', filters: filters.filter((one) => one !== filter) }),
        ),
      ),
      sort !== 'relevance' && chip('', t.sorts[sort], () => dispatch({ type: 'narrow', sort: 'relevance' })),
    );
    const left = [...chips.querySelectorAll('button')];
    // The removed chip had the focus; move it to the one that took its place.
    if (before >= 0) (left[Math.min(before, left.length - 1)] ?? title).focus({ preventScroll: true });
  }

  return {
    /** @param {State} state */
    update(state) {
      now = state;
      if (viewOf(state) !== 'results') return;
      const answer = answerOf(state);
      current = answer !== null;
      if (!answer) return;
      // The plain scan understands no conditions and applies no filters, so offer none.
      const { provisional, outcome } = answer;
      updatePanel(outcome);
      if (provisional) panel.hidden = toggle.hidden = true;
      updateChips(outcome);
      chips.hidden = provisional || chips.childElementCount === 0;
    },
  };
}
