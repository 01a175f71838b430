/**
 * From the state to the engine and back: whatever the state asks that no answer covers yet is asked here, and the
 * answer goes to the store as an action. Until the engine holds the bulletin, and if it cannot run, the plain scan
 * answers at once.
 */
import { indexOf } from '../engine/ids.js';
import { scan, scanMarks } from '../scan.js';
import { PageError, problemOf } from './issue.js';
import { bulletinOf, isAnswering, queryOf, questionOf, soughtIn } from './store.js';
/** @import {Bulletin, Dispatch, Filter, Instead, Mark, OpenedText, PlainIssue, Problem, SearchOutcome, Sort, State, Suggestion} from './types.js' */

/**
 * The part of the engine's client that the page uses.
 * @typedef {object} Client
 * @property {(issue: PlainIssue, lexicon: ArrayBuffer | null) => Promise<unknown>} openBulletin
 * @property {(text: string, options: {filename: string}) => Promise<OpenedText>} openText
 * @property {(bytes: ArrayBuffer, options: {filename: string}) => Promise<OpenedText & {text: string, encoding: string}>} openBytes
 * @property {(options: {onProgress: (loaded: number, total: number) => void}) => Promise<void>} loadFullLexicon
 * @property {(query: string, request: {limit: number, signal: AbortSignal, facets: boolean, explain: boolean, filters: readonly Filter[], sort: Sort, otherSpelling: boolean, partialMatches: boolean}) => Promise<import('../kanbao.js').SearchOutcome>} search
 * @property {(article: string, query: string) => Promise<Mark[]>} marks
 * @property {(typed: string, options: {limit: number, signal: AbortSignal}) => Promise<Suggestion[]>} suggest
 * @property {(query: string, options: {limit: number, signal: AbortSignal}) => Promise<Instead[]>} didYouMean
 * @property {(article: string) => Promise<import('../kanbao.js').Recommendations>} recommendations
 * @property {(article: string, text: string) => Promise<Mark[]>} passage
 * @property {() => Promise<void>} prepare
 * @property {() => void} restart
 * @property {() => void} close
 *
 * @typedef {(status: 'loading' | 'ready' | 'restarting' | 'failed', error?: Partial<Problem> & {code: string}) => void} OnState
 *
 * @typedef {object} Host
 * @property {{readonly state: State, dispatch: Dispatch}} store
 * @property {(onState: OnState) => Promise<Client>} startEngine
 * @property {() => Promise<typeof import('./opening.js').createOpening>} loadOpening
 * @property {(file: string) => Promise<ArrayBuffer>} fetchBeside fetches a file beside the published bulletin
 */

/** Returns whether the engine died before it answered. @param {unknown} error */
const diedOf = (error) => problemOf(error).code === 'engine-died';

/**
 * Returns the same with an article's index, from 0, in place of its identifier.
 * @param {PlainIssue} issue
 * @param {readonly import('../kanbao.js').Hit[]} list
 */
export const numbered = (issue, list) => list.map((one) => ({ ...one, article: indexOf(issue, one.article) }));

/** The parts of the state that an answer depends on, besides the bulletin. @type {(keyof State)[]} */
const ANSWERED_BY = ['route', 'limit', 'explain', 'engine', 'held'];

/** No bulletin has this id; it means that something is being opened and what the engine holds is about to change. */
const UNSETTLED = -1;

/** @param {Host} host */
export function createRequests({ store, startEngine, loadOpening, fetchBeside }) {
  const { dispatch } = store;
  /** @type {Promise<Client> | null} */
  let starting = null;
  /** @type {Client | null} */
  let client = null;
  /** The id of the bulletin that the engine was given; `held` in the state is the one it has confirmed. */
  let given = 0;
  const holds = (/** @type {number} */ id) => dispatch({ type: 'held', bulletin: id });
  /**
   * Whether the deferred module is loaded. Until then, only the upper tiers are asked, so that a first answer does not
   * wait.
   */
  let whole = false;
  let lastId = 0;
  /** The last question; it is not asked twice. */
  let asked = '';
  let marked = '';
  let search = new AbortController();
  /**
   * Questions that killed the engine twice (with “…” appended if all tiers were asked), and how it died. It is restarted,
   * and not asked them again.
   * @type {Map<string, Problem>}
   */
  const deadly = new Map();
  /** Questions that killed the engine once, perhaps by chance; they are asked again. @type {Set<string>} */
  const suspect = new Set();
  /** @param {string} key @param {Problem} problem */
  function condemn(key, problem) {
    if (suspect.has(key)) deadly.set(key, problem);
    suspect.add(key);
  }

  /** @type {OnState} */
  function onState(status, error) {
    if (status === 'failed') holds((given = 0));
    if (status !== 'ready') whole = false;
    dispatch({
      type: 'engine',
      status: status === 'failed' && error?.code === 'unsupported' ? 'unsupported' : status,
      problem: error && problemOf(error),
    });
  }

  /** @returns {Promise<Client>} */
  function engine() {
    starting ??= startEngine(onState).then(
      (started) => (client = started),
      (error) => {
        starting = null; // its script did not arrive; the next attempt may succeed
        const problem = { ...problemOf(error), code: 'network' };
        onState('failed', problem);
        throw new PageError(problem);
      },
    );
    return starting;
  }

  /** Gives the engine the bulletin shown, unless it has it already. */
  async function hold() {
    const bulletin = bulletinOf(store.state);
    if (!bulletin || given === bulletin.id || given === UNSETTLED || store.state.engine === 'unsupported') return;
    given = bulletin.id;
    holds(0);
    dispatch({ type: 'refused', refused: null });
    const { lexicon: file } = bulletin.issue;
    const lexicon = file && bulletin.local === null ? fetchBeside(file.file).catch(() => null) : null;
    try {
      const it = await engine();
      let bytes = await lexicon;
      if (given !== bulletin.id) return;
      // If the lexicon is rejected, open the bulletin without it.
      await it.openBulletin(bulletin.issue, bytes).catch(() => it.openBulletin(bulletin.issue, (bytes = null)));
      if (given !== bulletin.id) return;
      holds(bulletin.id);
      if (!bytes) loadLexicon();
    } catch (error) {
      if (given !== bulletin.id) return;
      given = 0;
      // An engine that failed reports that itself. One that runs has refused this bulletin, or died of it twice: it is
      // not given it again, and the plain scan's answers are the last.
      if (!['failed', 'unsupported'].includes(store.state.engine))
        dispatch({ type: 'refused', refused: { bulletin: bulletin.id, problem: problemOf(error) } });
    }
  }

  /** @param {boolean} [again] whether to try once more if the engine dies of it */
  async function loadLexicon(again = true) {
    const { status } = store.state.lexicon;
    if (status === 'loading' || status === 'ready') return;
    const say = (/** @type {'loading' | 'ready' | 'failed'} */ now, loaded = 0, total = 0) =>
      dispatch({ type: 'lexicon', lexicon: { status: now, loaded, total } });
    say('loading');
    try {
      await (await engine()).loadFullLexicon({ onProgress: (loaded, total) => say('loading', loaded, total) });
      say('ready');
    } catch (error) {
      say('failed');
      if (again && diedOf(error)) return loadLexicon(false);
    }
    // With the lexicon the answer may be another; without it, the one that is there becomes the last.
    asked = marked = '';
    answer(store.state);
  }

  /**
   * Loads the deferred module after an answer of the upper tiers, and asks again with the lower ones.
   * @param {Client} it
   * @param {() => void} without called if the module cannot be loaded
   */
  function complete(it, without) {
    it.prepare().then(() => {
      whole = true;
      answer(store.state);
    }, without);
  }

  /** Returns once the engine can answer wholly about the bulletin shown, or as well as it ever will. */
  async function settled() {
    const it = answering();
    if (!it || whole) return;
    await it.prepare().then(
      () => {
        whole = true;
        answer(store.state);
      },
      () => {},
    );
  }

  /** Returns the engine if it can answer about the bulletin shown, which must have this id. */
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
    // The lower tiers are asked once the deferred module is loaded.
    const further = whole && !deadly.has(`${key}…`);
    const wishes = { otherSpelling: further, partialMatches: further };
    const asking = JSON.stringify([key, it && wishes, deadly.has(key)]);
    if (asking === asked) return;
    asked = asking;
    search.abort();
    search = new AbortController();
    const { signal } = search;
    /** @param {SearchOutcome} outcome @param {Partial<import('./types.js').Answer>} [more] */
    const say = (outcome, more) => {
      if (signal.aborted) return;
      const usual = { limit, provisional: false, partial: false, plain: false, problem: null };
      dispatch({ type: 'answer', answer: { ...usual, question, bulletin: bulletin.id, outcome, ...more } });
    };
    /** @param {Problem | null} [problem] why the engine does not answer this question, and will not */
    const plain = (problem = null) => say(scan(bulletin.issue, q, limit), { provisional: true, plain: true, problem });
    if (!it) return plain(deadly.get(key));
    const { issue } = bulletin;
    it.search(q, { limit, signal, facets: true, explain, filters, sort, ...wishes }).then(
      (found) => {
        const outcome = { ...found, hits: numbered(issue, found.hits) };
        say(outcome, {
          provisional: !whole && outcome.total === 0,
          partial: !whole || store.state.lexicon.status === 'loading',
        });
        if (!whole) complete(it, () => say(outcome));
      },
      (error) => {
        const problem = problemOf(error);
        // An engine that died starts again, and is asked once more.
        if (diedOf(error)) condemn(further ? `${key}…` : key, problem);
        plain(diedOf(error) ? null : problem);
      },
    );
  }

  /**
   * @param {Bulletin} bulletin
   * @param {string} q
   * @param {number} article
   * @param {boolean} quoted whether it is a passage, which is found whole or not at all
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
    (quoted ? it.passage(text.id ?? '', q) : it.marks(text.id ?? '', q)).then(say, (error) => {
      if (diedOf(error)) condemn(key, problemOf(error));
      plain();
    });
  }

  /** Loads opening, which comes with brought.js, and gives it what it needs. */
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
     * Takes the published bulletin: data, or a text that only the engine can read.
     * @param {{issue: PlainIssue} | {name: string, bytes: ArrayBuffer}} got
     */
    async published(got) {
      if ('bytes' in got) return (await opening()).openBytes(got.name, true, got.bytes);
      dispatch({
        type: 'loaded',
        bulletin: { id: ++lastId, local: null, issue: got.issue, report: null, encoding: '' },
      });
    },

    /** Starts the engine, now that the page has been drawn, or restarts it after a failure. */
    start() {
      if (store.state.engine === 'failed') client?.restart();
      hold();
    },

    loadLexicon,

    whole: settled,

    /** Returns the engine for other questions; null while it cannot answer about the bulletin shown. */
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

    /** Ends: nobody waits for an answer any more. */
    stop() {
      search.abort();
      starting?.then(
        (it) => it.close(),
        () => {},
      );
    },
  };
}
