/**
 * From the state to the engine and back: whatever the state asks and no answer covers is asked
 * here, and the answer goes to the store as an action. Until the engine holds the bulletin, and
 * where it cannot run, the plain scan answers at once.
 */
import { scan, scanMarks } from '../scan.js';
import { PageError, problemOf } from './issue.js';
import { bulletinOf, isAnswering, queryOf, questionOf, soughtIn } from './store.js';
/** @import {Bulletin, Dispatch, Filter, Instead, Mark, Onward, OpenedText, PlainIssue, Problem, SearchOutcome, Sort, State, Suggestion} from './types.js' */

/**
 * What the page uses of the engine's client.
 * @typedef {object} Client
 * @property {(issue: PlainIssue, lexicon: ArrayBuffer | null) => Promise<unknown>} openBulletin
 * @property {(text: string, options: {filename: string}) => Promise<OpenedText>} openText
 * @property {(bytes: ArrayBuffer, options: {filename: string}) => Promise<OpenedText & {text: string, encoding: string}>} openBytes
 * @property {(options: {onProgress: (loaded: number, total: number) => void}) => Promise<void>} loadFullLexicon
 * @property {(query: string, request: {limit: number, signal: AbortSignal, facets: boolean, explain: boolean, filters: readonly Filter[], sort: Sort, otherSpelling: boolean, fewerWords: boolean}) => Promise<SearchOutcome>} search
 * @property {(article: number, query: string) => Promise<Mark[]>} marks
 * @property {(typed: string, options: {limit: number, signal: AbortSignal}) => Promise<Suggestion[]>} suggest
 * @property {(query: string, options: {limit: number, signal: AbortSignal}) => Promise<Instead[]>} instead
 * @property {(article: number) => Promise<Onward>} onward
 * @property {(article: number, text: string) => Promise<Mark[]>} passage
 * @property {() => Promise<void>} prepare
 * @property {() => void} restart
 * @property {() => void} close
 *
 * @typedef {(status: 'loading' | 'ready' | 'restarting' | 'failed', error?: Problem) => void} OnState
 *
 * @typedef {object} Host
 * @property {{readonly state: State, dispatch: Dispatch}} store
 * @property {(onState: OnState) => Promise<Client>} startEngine
 * @property {() => Promise<typeof import('./opening.js').createOpening>} loadOpening
 * @property {(file: string) => Promise<ArrayBuffer>} fetchBeside a file that lies beside the published bulletin
 */

/** @param {unknown} error whether the engine died with the answer pending */
const diedOf = (error) => problemOf(error).code === 'engine-died';

/** The parts of the state that an answer hangs on, beside the bulletin. @type {(keyof State)[]} */
const ANSWERED_BY = ['route', 'limit', 'explain', 'engine', 'held'];

/** No bulletin has this id: something is being opened, and what the engine holds is in the balance. */
const UNSETTLED = -1;

/** @param {Host} host */
export function createRequests({ store, startEngine, loadOpening, fetchBeside }) {
  const { dispatch } = store;
  /** @type {Promise<Client> | null} */
  let starting = null;
  /** @type {Client | null} */
  let client = null;
  /** The id of the bulletin that the engine was given; the state's `held` is the one it has confirmed. */
  let given = 0;
  const holds = (/** @type {number} */ id) => dispatch({ type: 'held', bulletin: id });
  /** Whether the engine is whole: until then it is asked for no other spellings, so that a first answer does not wait. */
  let whole = false;
  let lastId = 0;
  /** What was asked last; an answer is not asked for twice. */
  let asked = '';
  let marked = '';
  let search = new AbortController();
  /** Questions the engine died of twice, “…” after those with all tiers: it is started again, and not asked them again. @type {Set<string>} */
  const deadly = new Set();
  /** Those it died of once, which may have been chance: they are asked again. @type {Set<string>} */
  const suspect = new Set();
  const condemn = (/** @type {string} */ key) => (suspect.has(key) ? deadly : suspect).add(key);

  /** @type {OnState} */
  function onState(status, error) {
    if (status === 'failed') holds((given = 0));
    if (status !== 'ready') whole = false;
    dispatch({ type: 'engine', status: status === 'failed' && error?.code === 'unsupported' ? 'unsupported' : status });
  }

  /** @returns {Promise<Client>} */
  function engine() {
    starting ??= startEngine(onState).then(
      (started) => (client = started),
      () => {
        starting = null; // its script did not arrive; it may the next time
        onState('failed');
        throw new PageError({ code: 'network' });
      },
    );
    return starting;
  }

  /** Gives the engine the bulletin on show, if it has another. */
  async function hold() {
    const bulletin = bulletinOf(store.state);
    if (!bulletin || given === bulletin.id || given === UNSETTLED || store.state.engine === 'unsupported') return;
    given = bulletin.id;
    holds(0);
    const { lexicon: file } = bulletin.issue;
    const lexicon = file && bulletin.local === null ? fetchBeside(file.file).catch(() => null) : null;
    try {
      const it = await engine();
      let bytes = await lexicon;
      if (given !== bulletin.id) return;
      // A lexicon that is no good is done without.
      await it.openBulletin(bulletin.issue, bytes).catch(() => it.openBulletin(bulletin.issue, (bytes = null)));
      if (given !== bulletin.id) return;
      holds(bulletin.id);
      if (!bytes) loadLexicon();
    } catch {
      // The engine's state says so; the scan goes on answering.
      if (given === bulletin.id) given = 0;
    }
  }

  /** @param {boolean} [again] whether an engine that dies of it gets a second chance */
  async function loadLexicon(again = true) {
    const { status } = store.state.lexicon;
    if (status === 'loading' || status === 'ready') return;
    const say = (/** @type {'loading' | 'ready' | 'failed'} */ now, loaded = 0, total = 0) =>
      dispatch({ type: 'lexicon', lexicon: { status: now, loaded, total } });
    say('loading');
    try {
      await (await engine()).loadFullLexicon({ onProgress: (loaded, total) => say('loading', loaded, total) });
      say('ready');
      asked = marked = '';
      answer(store.state);
    } catch (error) {
      say('failed');
      if (again && diedOf(error)) loadLexicon(false);
    }
  }

  /**
   * An answer of the upper tiers is there: with the lower ones it is asked for again.
   * @param {Client} it
   * @param {() => void} without what is done where it stays at that
   */
  function complete(it, without) {
    it.prepare().then(() => {
      whole = true;
      answer(store.state);
    }, without);
  }

  /** The engine, if it can answer about the bulletin on show, which has this id. */
  const answering = (id = store.state.held) => (isAnswering(store.state) && id === store.state.held ? client : null);

  /** @param {State} state */
  function answer(state) {
    const bulletin = bulletinOf(state);
    const { a, passage } = state.route;
    const q = a === null ? queryOf(state) : soughtIn(state);
    if (!bulletin || !q) return;
    if (a === null) askResults(bulletin, q, state);
    else askMarks(bulletin, q, a, passage !== null);
  }

  /**
   * @param {Bulletin} bulletin
   * @param {string} q
   * @param {State} state
   */
  function askResults(bulletin, q, state) {
    const {
      limit,
      explain,
      route: { filters, sort },
    } = state;
    const question = questionOf(state);
    const key = JSON.stringify([bulletin.id, question, limit, explain]);
    const it = deadly.has(key) ? null : answering(bulletin.id);
    // What comes with the late module is asked for once it is there.
    const further = whole && !deadly.has(`${key}…`);
    const wishes = { otherSpelling: further, fewerWords: further };
    const asking = JSON.stringify([key, it && wishes]);
    if (asking === asked) return;
    asked = asking;
    search.abort();
    search = new AbortController();
    const { signal } = search;
    const say = (/** @type {SearchOutcome} */ outcome, provisional = false) => {
      if (!signal.aborted)
        dispatch({ type: 'answer', answer: { question, bulletin: bulletin.id, provisional, outcome } });
    };
    const plain = () => say(scan(bulletin.issue, q, limit), true);
    if (!it) return plain();
    it.search(q, { limit, signal, facets: true, explain, filters, sort, ...wishes }).then(
      (outcome) => {
        say(outcome, !whole && outcome.total === 0);
        if (!whole) complete(it, () => say(outcome));
      },
      (error) => {
        if (diedOf(error)) condemn(further ? `${key}…` : key);
        plain();
      },
    );
  }

  /**
   * @param {Bulletin} bulletin
   * @param {string} q
   * @param {number} article
   * @param {boolean} quoted whether it is a passage: found whole or not at all
   */
  function askMarks(bulletin, q, article, quoted) {
    const text = bulletin.issue.articles[article];
    const key = JSON.stringify([bulletin.id, q, 'in', article, quoted]);
    const it = deadly.has(key) ? null : answering(bulletin.id);
    const question = JSON.stringify([key, it === null]);
    if (question === marked || !text) return;
    marked = question;
    const say = (/** @type {Mark[]} */ marks, provisional = false) =>
      dispatch({ type: 'marks', marks: { q, bulletin: bulletin.id, article, provisional, marks } });
    const plain = () => say(scanMarks(text, q), true);
    if (!it) return plain();
    (quoted ? it.passage(article, q) : it.marks(article, q)).then(say, (error) => {
      if (diedOf(error)) condemn(key);
      plain();
    });
  }

  /** Opening, which comes with brought.js, and what it needs of this. */
  const opening = async () =>
    (
      await loadOpening().catch(() => {
        throw new PageError({ code: 'network' }); // its script did not arrive
      })
    )({
      store,
      engine,
      hold,
      loadLexicon,
      nextId: () => ++lastId,
      gives(id, held = id) {
        given = id;
        holds(held);
      },
    });

  /** @param {(it: ReturnType<typeof import('./opening.js').createOpening>) => Promise<void>} open */
  const bring = (open) =>
    opening()
      .then(open)
      .catch((error) => dispatch({ type: 'openFailed', problem: problemOf(error) }));

  return {
    /**
     * The published bulletin has come: as data, or as a text that only the engine can read.
     * @param {{issue: PlainIssue} | {name: string, bytes: ArrayBuffer}} got
     */
    async published(got) {
      if ('bytes' in got) return (await opening()).openBytes(got.name, true, got.bytes);
      dispatch({
        type: 'loaded',
        bulletin: { id: ++lastId, local: null, issue: got.issue, report: null, encoding: '' },
      });
    },

    /** The page has been drawn, so the engine may start; or start again after a failure. */
    start() {
      if (store.state.engine === 'failed') client?.restart();
      hold();
    },

    loadLexicon,

    /** The engine, for what is asked of it besides; null while it cannot answer about the bulletin on show. */
    engine: () => answering(),

    /**
     * @param {State} next
     * @param {State} prev
     */
    changed(next, prev) {
      const other = bulletinOf(next) !== bulletinOf(prev);
      if (other && starting) hold();
      if (other || ANSWERED_BY.some((part) => next[part] !== prev[part])) answer(next);
    },

    /** @param {File} file */
    openFile: (file) => bring((it) => it.openFile(file)),

    /**
     * @param {string} text
     * @param {string} name
     */
    openText: (text, name) => bring((it) => it.openText(text, name)),

    /** Nobody waits for an answer any more. */
    stop() {
      search.abort();
      starting?.then(
        (it) => it.close(),
        () => {},
      );
    },
  };
}
