/** @typedef {typeof import('./names.js').EVENTS[number]} Event */

/**
 * Dispatches an event of the element. It bubbles, crosses shadow roots, and its detail is frozen.
 * @param {EventTarget} element
 * @param {Event} event
 * @param {object} detail
 * @param {boolean} [cancelable]
 */
export const tell = (element, event, detail, cancelable = false) =>
  element.dispatchEvent(
    new CustomEvent(`kanbao-${event}`, { detail: Object.freeze(detail), bubbles: true, composed: true, cancelable }),
  );
