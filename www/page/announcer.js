/** The only live region. It announces the latest message once things have settled. */

/** Long enough to type the next word, short enough to feel like a reply (ms). */
const SETTLE = 700;

/**
 * @param {{textContent: string | null}} region an element with `role="status"`
 * @param {(run: () => void, ms: number) => any} [later]
 * @param {(timer: any) => void} [cancel]
 */
export function createAnnouncer(region, later = setTimeout, cancel = clearTimeout) {
  /** @type {any} */
  let timer;
  let last = '';
  return {
    /** @param {string} text */
    say(text) {
      if (text === last) return;
      last = text;
      cancel(timer);
      timer = later(() => {
        region.textContent = text;
      }, SETTLE);
    },
    stop: () => cancel(timer),
  };
}
