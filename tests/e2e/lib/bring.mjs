/** The ways to open a bulletin of one's own: dropping a file, choosing a file, pasting text. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratch } from './drivers.mjs';
import { AT } from './page.mjs';

/** @typedef {import('./page.mjs').Page} Page */

/**
 * Drops a file on the page, by the events that a browser sends.
 * @param {Page} page
 * @param {string} name
 * @param {Uint8Array | string} content
 */
export async function drop(page, name, content) {
  await page.until('the part of the reader that accepts files', () => document.querySelector('dialog'));
  await page.run(
    (file, base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], file));
      const tell = (/** @type {string} */ type) =>
        document
          .querySelector('main')
          ?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
      for (const type of ['dragenter', 'dragover', 'drop']) tell(type);
    },
    name,
    Buffer.from(content).toString('base64'),
  );
}

/**
 * Chooses a file in the panel for opening a text.
 * @param {Page} page
 * @param {string} name
 * @param {Uint8Array | string} content
 */
export async function choose(page, name, content) {
  const { folder, clear } = scratch();
  try {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    if (!(await page.count(AT.openPanel))) await page.click(AT.opener);
    await page.there(AT.openPanel);
    await page.find(`${AT.openPanel} input[type=file]`).sendKeys(file);
    await page.until(
      'the file to be accepted or refused',
      (at, expected) =>
        !document.querySelector(at.openPanel) ||
        document.querySelector(at.openPanel)?.querySelector('.trouble')?.textContent ||
        document.querySelector(at.notices)?.textContent?.includes(expected),
      AT,
      name,
    );
  } finally {
    clear();
  }
}

/**
 * Pastes a text into the panel and submits it.
 * @param {Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.click(AT.opener);
  await page.there(AT.openPanel);
  await page.run(
    (s, pasted) => {
      document.querySelector(s).value = pasted;
    },
    `${AT.openPanel} textarea`,
    text,
  );
  await page.click(`${AT.openPanel} form button`);
}

/**
 * Waits until the page shows the bulletin that was opened.
 * @param {Page} page
 * @param {string} name
 */
export async function brought(page, name) {
  await page.says(AT.notices, name);
  await page.front();
}

/** Waits until the engine has the full lexicon. @param {Page} page */
export function lexiconIsThere(page) {
  return page.gone(`${AT.passing} progress`);
}

/**
 * Encodes text in GB18030. Throws if a character is not ASCII and does not have two bytes there.
 * @param {string} text
 */
export function gb18030(text) {
  const pairs = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap((c) => {
      const bytes = /** @type {number} */ (c.codePointAt(0)) < 0x80 ? [c.charCodeAt(0)] : pairs.get(c);
      if (!bytes) throw new Error(`${c} has no two-byte form in GB18030`);
      return bytes;
    }),
  );
}

/**
 * Encodes text in UTF-16 with a byte-order mark.
 * @param {string} text
 * @param {'LE' | 'BE'} order
 */
export function utf16(text, order) {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'LE' ? bytes : bytes.swap16();
}
