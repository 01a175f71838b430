/** Replaces the engine's bulletin: with a file or a text of the user's own, or with a published text. */
import { MAX_BYTES, PageError, problemOf, readIssue } from './issue.js';
/** @import {Client} from './requests.js' */
/** @import {Dispatch, OpenedText, State} from './types.js' */

/** No bulletin has this id (requests.js); it means that what the engine holds is about to change. */
const UNSETTLED = -1;

/**
 * What opening needs from the requests.
 * @typedef {object} Core
 * @property {{readonly state: State, dispatch: Dispatch}} store
 * @property {() => Promise<Client>} engine
 * @property {() => Promise<void>} hold gives the engine the bulletin shown
 * @property {() => Promise<void>} loadLexicon
 * @property {() => number} nextId
 * @property {(id: number, held?: number) => void} gives records which bulletin the engine was given, and which it holds
 *
 * @param {Core} core
 */
export function createOpening({ store, engine, hold, loadLexicon, nextId, gives }) {
  const { dispatch } = store;

  /**
   * Opens another bulletin in place of the engine's.
   * @param {string} name
   * @param {boolean} published whether it is the page's own bulletin; otherwise it comes from this device
   * @param {(it: Client) => Promise<OpenedText & {text: string, encoding?: string}>} read
   * @param {() => string} text the text to read if no engine runs
   */
  async function open(name, published, read, text) {
    dispatch({ type: 'opening', name });
    gives(UNSETTLED, 0);
    try {
      const it = await engine().catch(problemOf);
      const usable = 'openText' in it && store.state.engine !== 'unsupported';
      const opened = usable ? await read(it) : withoutEngine(text(), 'code' in it ? it : { code: 'no-engine' });
      const { issue, repairs, doubts, setAside, places, encoding = '' } = opened;
      if (!published && !issue.articles.length) throw new PageError({ code: 'empty', where: name });
      const id = nextId();
      gives(usable ? id : 0);
      const report = repairs.length + doubts.length + setAside.length > 0 ? { repairs, doubts, setAside } : null;
      // (A parser still cached from an older release reports no places.)
      const proof = places?.length ? { text: opened.text, opened } : null;
      const bulletin = { id, local: published ? null : name, issue, report, encoding, proof };
      dispatch({ type: published ? 'loaded' : 'opened', bulletin });
      if (usable) loadLexicon();
    } catch (error) {
      gives(0); // the engine no longer holds what is shown
      dispatch({ type: published ? 'loadFailed' : 'openFailed', problem: problemOf(error) });
      hold();
    }
  }

  /**
   * Reads a prepared bulletin (JSON), which needs no engine.
   * @param {string} text
   * @param {{code: string}} why no engine runs
   * @returns {OpenedText & {text: string, encoding?: string}}
   */
  function withoutEngine(text, why) {
    if (!/^\ufeff?\s*\{/.test(text)) throw new PageError(why);
    return { issue: readIssue(text), repairs: [], doubts: [], setAside: [], places: [], text };
  }

  /**
   * @param {string} name
   * @param {boolean} published
   * @param {ArrayBuffer} bytes
   */
  const openBytes = (name, published, bytes) =>
    open(
      name,
      published,
      (it) => it.openBytes(bytes, { filename: name }),
      () => new TextDecoder().decode(bytes),
    );

  return {
    openBytes,

    /** @param {File} file */
    async openFile(file) {
      if (file.size > MAX_BYTES)
        return dispatch({
          type: 'openFailed',
          problem: problemOf(new PageError({ code: 'too-large', where: file.name })),
        });
      await openBytes(file.name, false, await file.arrayBuffer());
    },

    /**
     * @param {string} text
     * @param {string} name
     */
    openText: (text, name) =>
      open(
        name,
        false,
        async (it) => ({ ...(await it.openText(text, { filename: '' })), text }),
        () => text,
      ),
  };
}
