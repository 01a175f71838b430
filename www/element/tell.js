/** @typedef {typeof import('./names.js').EVENTS[number]} Event */

/**
 * An event of the element: it bubbles, passes shadow roots, and its detail is frozen.
 * @param {EventTarget} element
 * @param {Event} event
 * @param {object} detail
 * @param {boolean} [cancelable]
 */
export const tell = (element, event, detail, cancelable = false) =>
  element.dispatchEvent(
    new CustomEvent(`kanbao-${event}`, { detail: Object.freeze(detail), bubbles: true, composed: true, cancelable }),
  );
