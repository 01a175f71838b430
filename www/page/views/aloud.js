/** Reads an article aloud and marks the current sentence, if the device has a Chinese voice. */
import { h } from '../dom.js';
import { createSpeaker, sentencesOf, voiceOf } from '../speech.js';
import { bulletinOf, viewOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** The highlight's name, as used in later.css. */
const NAME = 'kanbao-aloud';
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
/** What is read, in document order. */
const BLOCKS = '.reader header :is(.kicker, h1, .subtitle), .text > *';

/**
 * Returns a range of a block's text.
 * @param {Element} block
 * @param {number} start
 * @param {number} end
 */
function rangeOf(block, start, end) {
  const range = block.ownerDocument.createRange();
  const texts = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let done = 0, node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (start >= done && start < done + length) range.setStart(node, start - done);
    if (end > done && end <= done + length) range.setEnd(node, end - done);
    done += length;
  }
  return range;
}

/** Marks one sentence at a time: as a highlight, or its whole paragraph if the browser has no highlights. */
function createMarker() {
  /** @type {any} */
  const {
    CSS: { highlights },
    Highlight,
  } = globalThis;
  /** @type {Range | null} */
  let range = null;
  /** @type {Element | null} */
  let block = null;

  function clear() {
    block?.classList.remove('aloud');
    const all = highlights?.get(NAME);
    if (range) all?.delete(range);
    if (all?.size === 0) highlights.delete(NAME);
    block = range = null;
  }
  /** Returns whether the marked sentence is in the window. */
  function inView() {
    const box = range?.getBoundingClientRect();
    return box !== undefined && box.bottom > 0 && box.top < innerHeight;
  }
  return {
    clear,
    /**
     * @param {Element} next
     * @param {{start: number, end: number}} place
     */
    mark(next, { start, end }) {
      const follow = inView();
      clear();
      block = next;
      range = rangeOf(next, start, end);
      if (!highlights || !Highlight) next.classList.add('aloud');
      // Other readers on the page use the same name.
      else if (highlights.has(NAME)) highlights.get(NAME).add(range);
      else highlights.set(NAME, new Highlight(range));
      // Someone who is looking elsewhere is left there.
      if (follow) next.scrollIntoView({ block: 'nearest' });
    },
  };
}

/**
 * @param {HTMLElement} root the view of the article
 * @param {HTMLElement} row where the button goes
 * @param {LaterContext} context
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createAloud(root, row, { t }, signal) {
  const { speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance } = window;
  if (!synthesis || !Utterance) return { update() {} };
  const marker = createMarker();
  /** @type {State | undefined} */
  let now;
  /**
   * The sentences, with their block and their characters in it.
   * @type {{text: string, block: number, start: number, end: number}[]}
   */
  let sentences = [];

  const begin = h('button', { type: 'button', class: 'link listen', hidden: true, onclick: start }, t.listen);
  const toggle = h(
    'button',
    { type: 'button', class: 'button', onclick: () => (speaker.speaking() ? speaker.pause() : speaker.resume()) },
    t.pause,
  );
  const speed = h(
    'select',
    { class: 'speed', 'aria-label': t.speed, onchange: () => speaker.speed(Number(speed.value)) },
    SPEEDS.map((times) => h('option', { value: times, selected: times === 1 }, `${times}×`)),
  );
  const bar = h(
    'div',
    { class: 'speaking', role: 'group', 'aria-label': t.listen },
    toggle,
    h('button', { type: 'button', class: 'button', onclick: () => speaker.stop() }, t.stop),
    speed,
  );
  row.append(begin);

  const speaker = createSpeaker(
    synthesis,
    (text) => {
      const utterance = new Utterance(text);
      utterance.voice = voiceOf(synthesis.getVoices()) ?? null;
      utterance.lang = utterance.voice?.lang ?? 'zh-CN';
      return utterance;
    },
    show,
  );

  function start() {
    sentences = [...root.querySelectorAll(BLOCKS)].flatMap(({ textContent }, block) =>
      sentencesOf(textContent ?? '').map(({ start: from, end }) => ({
        text: (textContent ?? '').slice(from, end),
        block,
        start: from,
        end,
      })),
    );
    if (!sentences.length) return;
    root.append(bar);
    toggle.focus({ preventScroll: true });
    speaker.start(sentences.map(({ text }) => text));
  }

  /** Marks the current sentence, and updates the button's label. */
  function show() {
    const sentence = sentences[speaker.at()];
    const block = sentence && root.querySelectorAll(BLOCKS)[sentence.block];
    if (block) marker.mark(block, sentence);
    else marker.clear();
    toggle.textContent = speaker.speaking() ? t.pause : t.resume;
    if (sentence) return;
    const focused = bar.contains(/** @type {ShadowRoot} */ (root.getRootNode()).activeElement);
    bar.remove();
    if (focused) begin.focus({ preventScroll: true });
  }

  function voices() {
    begin.hidden = !voiceOf(synthesis.getVoices());
  }
  synthesis.addEventListener?.('voiceschanged', voices, { signal });
  voices();
  // Some browsers go on speaking after the page is gone.
  const silence = () => speaker.at() >= 0 && speaker.stop();
  addEventListener('pagehide', silence, { signal });
  signal.addEventListener('abort', silence);

  return {
    /** @param {State} state */
    update(state) {
      const same =
        now && viewOf(state) === 'article' && state.route.a === now.route.a && bulletinOf(state) === bulletinOf(now);
      now = state;
      if (speaker.at() < 0) return;
      if (!same) speaker.stop();
      else if (bar.parentNode !== root) {
        // The article was drawn again, with other marks of the query.
        root.append(bar);
        show();
      }
    },
  };
}
