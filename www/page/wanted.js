/** Parts of the reader that do not exist until they are wanted. */
/** @import {State} from './types.js' */

/**
 * @template P
 * @typedef {P & {update: (state: State) => void, stop: () => void}} Part
 */

/**
 * Creates a part once it is wanted.
 * @template P
 * @param {() => Part<P>} make
 * @param {(state: State) => boolean} [wanted] default: only when it is asked for
 */
export function createWanted(make, wanted = () => false) {
  /** @type {Part<P> | null} */
  let part = null;
  /** @type {State} */
  let now;

  function get() {
    if (part) return part;
    part = make();
    part.update(now);
    return part;
  }
  return {
    /** Returns the part, which is wanted now. */
    get,
    /** Returns the part if it exists. */
    there: () => part,
    /** @param {State} state */
    update(state) {
      now = state;
      if (part) part.update(state);
      else if (wanted(state)) get();
    },
    stop: () => part?.stop(),
  };
}

/**
 * Creates a part whose script is fetched once it is wanted. If it fails to arrive, it is tried again after a change that
 * may help: the connection's return, or another state of the engine.
 * @template M
 * @param {() => Promise<M>} fetchIt
 * @param {(module: M) => Part<unknown>} make
 * @param {(state: State) => boolean} wanted
 */
export function createFetched(fetchIt, make, wanted) {
  /** @type {Part<unknown> | null} */
  let part = null;
  let fetching = false;
  let lost = false;
  let stopped = false;
  /** @type {State} */
  let now;

  async function come() {
    fetching = true;
    try {
      const module = await fetchIt();
      if (stopped) return;
      part = make(module);
      part.update(now);
    } catch {
      lost = true;
    }
    fetching = false;
  }
  return {
    /** @param {State} state */
    update(state) {
      if (state.engine !== now?.engine || (state.online && !now.online)) lost = false;
      now = state;
      if (part) part.update(state);
      else if (!fetching && !lost && wanted(state)) come();
    },
    stop() {
      stopped = true;
      part?.stop();
    },
  };
}
