/**
 * The editor's desk: a text that was opened, shown as a proof beside the articles that the parser made of it, to be
 * reviewed, marked by hand and downloaded as a bulletin. A separate file, fetched when somebody opens the desk.
 */
import { fill, focusIn, h } from '../page/dom.js';
import { strings as en } from '../page/i18n/en.desk.js';
import { strings as zhHans } from '../page/i18n/zh-Hans.desk.js';
import { strings as zhHant } from '../page/i18n/zh-Hant.desk.js';
import { panel } from '../page/views/panel.js';
import { begin } from './begin.js';
import { createDraft } from './draft.js';
import { issueOf, mainOf } from './issue.js';
import { createSession } from './session.js';
import { createArticles } from './views/articles.js';
import { MARKS, createControls } from './views/controls.js';
import { createSource } from './views/source.js';
import { inStep } from './views/step.js';
/** @import {Host} from '../page/reader.js' */
/** @import {Bulletin, PlainIssue, Proof} from '../page/types.js' */
/** @import {BroughtContext} from '../page/views/parts.js' */
/** @import {DeskStrings} from '../page/strings.js' */
/** @import {Session, View} from './session.js' */

/** @typedef {Omit<BroughtContext['t'], keyof DeskStrings> & DeskStrings} DeskWords */

/** @type {Record<string, DeskStrings>} */
const WORDS = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };

/** Lets the page respond in between. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * @param {HTMLElement} frame what holds the reader's parts, in a shadow root
 * @param {BroughtContext} context
 * @param {Pick<Host, 'storage' | 'dress'>} host
 * @param {(bulletin: Bulletin, issue: PlainIssue) => void} read shows a bulletin in the reader
 */
export function createDesk(frame, context, { storage, dress }, read) {
  /** @type {DeskWords} */
  const t = { ...context.t, ...WORDS[context.t.lang] };
  /**
   * Sessions by their text: while the page is open, work continues where it was left.
   * @type {Map<string, Promise<Session>>}
   */
  const sessions = new Map();
  /** Sessions with changes that were not downloaded. @type {Set<Session>} */
  const dirty = new Set();
  /** @type {HTMLDialogElement | null} */
  let open = null;

  /** @param {BeforeUnloadEvent} event */
  function warn(event) {
    event.preventDefault();
    event.returnValue = '';
  }

  /**
   * @param {Session} session
   * @param {boolean} isDirty
   */
  function note(session, isDirty) {
    if (isDirty) dirty.add(session);
    else dirty.delete(session);
    // Only while there is something to lose: a page with this listener cannot enter the back/forward cache.
    if (dirty.size) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
  }

  /** @param {Proof} proof */
  async function sessionOf({ text, opened }) {
    const first = begin(text, opened);
    await pause();
    return createSession(first, createDraft(storage, text, first), Date.now);
  }

  return {
    /** @param {Bulletin} bulletin */
    async open(bulletin) {
      const { proof } = bulletin;
      if (!proof) return;
      await dress('desk');
      const work = sessions.get(proof.text) ?? sessionOf(proof);
      sessions.set(proof.text, work);
      const session = await work;
      await pause();
      if (open?.isConnected || !frame.isConnected) return;
      const name = `${(bulletin.local ?? bulletin.issue.paper ?? t.title).replace(/\.\w+$/, '')}.json`;
      const made = createProof(
        t,
        session,
        name,
        (isDirty) => note(session, isDirty),
        (issue) => read(bulletin, issue),
      );
      open = made.dialog;
      open.addEventListener('close', ({ target }) => {
        if (target === made.dialog) made.dialog.remove();
      });
      frame.append(open);
      open.showModal();
      await pause();
      await made.begin();
    },

    stop() {
      open?.remove();
      dirty.clear();
      removeEventListener('beforeunload', warn);
    },
  };
}

/**
 * @param {DeskWords} t
 * @param {Session} session
 * @param {string} name the name of the downloaded file
 * @param {(dirty: boolean) => void} note
 * @param {(issue: PlainIssue) => void} read
 */
function createProof(t, session, name, note, read) {
  const first = session.view().doc;
  const status = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  const source = createSource(first, t, choose);
  const articles = createArticles(first, t, {
    choose,
    merge: (run) => session.does({ type: 'merge', run }),
    move: (run, by) => session.does({ type: 'move', run, by }),
    fact: (fact, value) => session.does({ type: 'fact', name: fact, value }),
  });
  const controls = createControls(t, session);
  const keys = panel(
    t,
    t.help,
    'keys',
    () => {},
    h(
      'dl',
      null,
      t.keyList.map(([key, does]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, does))),
    ),
  );

  const button = (
    /** @type {string} */ which,
    /** @type {string} */ label,
    /** @type {string} */ shortcut,
    /** @type {() => void} */ act,
  ) => h('button', { type: 'button', class: `button ${which}`, 'aria-keyshortcuts': shortcut, onclick: act }, label);
  const undo = button('undo', t.undo, 'Control+Z Meta+Z', () => travel(-1));
  const redo = button('redo', t.redo, 'Control+Y Meta+Shift+Z', () => travel(1));
  const look = button('as-read', t.look, 'R', show);
  const take = button('strong take', t.download, 'Control+S Meta+S', download);
  const help = button('help', t.help, '?', () => keys.showModal());
  const close = h('button', { type: 'button', class: 'close', 'aria-label': t.close, onclick: () => dialog.close() });
  const left = h('section', { class: 'pane left', 'aria-label': t.source }, source.list);
  const right = h('section', { class: 'pane right', 'aria-label': t.articles, tabindex: 0 }, articles.node);
  const panes = h('div', { class: 'panes', 'data-side': 'source' }, left, right);
  const sides = /** @type {const} */ (['source', 'articles']).map((side) =>
    h(
      'button',
      {
        type: 'button',
        class: 'side',
        'aria-pressed': String(side === 'source'),
        'data-side': side,
        onclick: () => turn(side),
      },
      t[side],
    ),
  );
  const draft = h('p', { class: 'draft' });
  const dialog = h(
    'dialog',
    { class: 'desk', 'aria-label': `${t.title} · ${name}` },
    h(
      'div',
      { class: 'desk-bar' },
      h('h2', null, t.title),
      draft,
      h('div', { class: 'desk-acts' }, undo, redo, look, take, help, close),
    ),
    h('div', { class: 'sides', role: 'group', 'aria-label': t.title }, sides),
    panes,
    h('div', { class: 'desk-foot' }, controls.noted, controls.tools),
    status,
    keys,
  );
  const step = inStep(
    [
      { pane: left, list: source.list, nodeOf: source.nodeOf },
      { pane: right, list: articles.list, nodeOf: articles.nodeOf },
    ],
    first.rows.length,
  );
  let shown = session.view();
  /**
   * The views drawn so far. The articles, the most expensive, are added a little later.
   * @type {{update: (view: View) => void}[]}
   */
  const views = [source, controls];

  const say = (/** @type {string} */ words) => (status.textContent = words);

  /** @param {number} row */
  function choose(row) {
    session.choose(row);
    if (source.list.offsetParent) source.list.focus({ preventScroll: true });
  }

  /** @param {'source' | 'articles'} side */
  function turn(side) {
    panes.dataset.side = side;
    for (const it of sides) it.setAttribute('aria-pressed', String(it.dataset.side === side));
    // Hiding a pane takes the focus from it.
    const focused = focusIn(dialog);
    if (!(focused instanceof HTMLElement) || !focused.offsetParent)
      (side === 'source' ? source.list : right).focus({ preventScroll: true });
    step.show(shown.row);
  }

  /** @param {1 | -1} by */
  function travel(by) {
    if (session.travel(by)) say(by < 0 ? t.undone(session.view().at) : t.redone);
  }

  function show() {
    dialog.close();
    read(issueOf(session.view().doc));
  }

  function download() {
    const issue = JSON.stringify(issueOf(session.view().doc), null, 2);
    const href = URL.createObjectURL(new Blob([`${issue}\n`], { type: 'application/json' }));
    const link = h('a', { href, download: name, hidden: true });
    dialog.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    session.downloaded();
    say(t.saved(name));
  }

  /** The keys of the desk, except while text is typed. @type {Record<string, () => unknown>} */
  const acts = {
    n: () => session.step(1),
    p: () => session.step(-1),
    a: session.accept,
    x: session.reject,
    s: session.split,
    m: session.merge,
    e: controls.edit,
    r: show,
    u: () => session.shift(-1),
    d: () => session.shift(1),
    '?': () => keys.showModal(),
    ArrowDown: () => session.choose(shown.row + 1),
    ArrowUp: () => session.choose(shown.row - 1),
    Home: () => session.choose(0),
    End: () => session.choose(first.rows.length - 1),
    ...Object.fromEntries(MARKS.map((as, digit) => [String(digit), () => session.mark(as)])),
  };
  const WITH_CONTROL = { z: () => travel(-1), y: () => travel(1), s: download };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { target, key, altKey, shiftKey } = event;
    if (event.isComposing || event.keyCode === 229 || !(target instanceof HTMLElement) || keys.contains(target)) return;
    if (target.matches('input, textarea')) return;
    const control = event.ctrlKey || event.metaKey;
    const name = key.length === 1 ? key.toLowerCase() : key;
    /** @type {(() => unknown) | undefined} */
    let act;
    if (control)
      act =
        name === 'z' && shiftKey ? () => travel(1) : /** @type {Record<string, () => unknown>} */ (WITH_CONTROL)[name];
    else if (altKey)
      act = name === 'ArrowUp' ? () => session.move(-1) : name === 'ArrowDown' ? () => session.move(1) : undefined;
    // In the articles, arrow keys scroll as usual.
    else if (key.length === 1 || target === source.list) act = acts[name];
    if (!act) return;
    event.preventDefault();
    act();
  }

  session.listen((view) => {
    const before = shown;
    shown = view;
    draw();
    if (view.row !== before.row || view.note !== before.note || view.doc !== before.doc) step.show(view.row);
    if (view.note !== before.note || view.doc.verdicts !== before.doc.verdicts) {
      const it = first.base.notes[view.note];
      if (it)
        say(
          `${t.place(view.note + 1, first.base.notes.length)} ${t.kind[it.code] ?? it.code}, ${t.line(it.line)}, ${t.verdicts[view.doc.verdicts[view.note]]}`,
        );
    } else if (view.doc.rows !== before.doc.rows && view.row === before.row) {
      const { kind } = mainOf(view.doc.rows[view.row]);
      say(
        `${t.line(view.doc.rows[view.row].line)}, ${/** @type {Record<string, string>} */ ({ ...t.marks, ...t.kinds })[kind]}`,
      );
    }
  });

  function draw() {
    for (const view of views) view.update(shown);
    undo.disabled = shown.at === 0;
    redo.disabled = !shown.more;
    note(shown.dirty);
    const words = session.kept ? t.kept : t.unkept;
    const again = session.restored > 0 && shown.at > 0;
    const { verdicts } = shown.doc;
    const open = verdicts.filter((verdict) => verdict === 'open').length;
    fill(
      draft,
      verdicts.length > 0 && h('b', null, t.left(open)),
      again ? t.restored(session.restored) : words,
      again &&
        h(
          'button',
          { type: 'button', class: 'link', onclick: () => session.afresh() && source.list.focus() },
          t.afresh,
        ),
    );
  }

  dialog.addEventListener('keydown', pressed);
  return {
    dialog,
    /** Draws everything and shows the current line, once the dialog is open. */
    async begin() {
      draw();
      source.list.focus({ preventScroll: true });
      step.show(shown.row);
      await pause();
      views.push(articles);
      articles.update(shown);
      step.show(shown.row);
    },
  };
}
