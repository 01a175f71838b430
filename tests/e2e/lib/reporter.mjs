/**
 * Prints a line for each test, the error of each that fails, and node:test's counts. Since long output is read from the
 * end, it repeats there which tests failed and which needed a second try.
 */

/** Begins the diagnostic of a test that is retried; the test's name and the error of its first try follow. */
export const SECOND = 'tried again: ';

/**
 * @param {AsyncIterable<any>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* report(events) {
  /** @type {string[]} */
  const notable = [];
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic') {
      const { message } = data;
      if (data.nesting === 0) yield `# ${message}\n`;
      else if (message.startsWith(SECOND)) notable.push(message);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite' && type === 'test:pass') continue;
    const failed = type === 'test:fail';
    const skipped = data.skip === undefined ? '' : ` # skipped: ${data.skip}`;
    yield `${failed ? 'not ok' : 'ok'} - ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)${skipped}\n`;
    if (failed && data.details.error?.failureType !== 'subtestsFailed') {
      const cause = data.details.error?.cause ?? data.details.error;
      yield `${String(cause?.stack ?? cause).replace(/^/gm, '    ')}\n`;
      notable.push(`failed: ${data.name}`);
    }
  }
  for (const one of notable) yield `# ${one.replaceAll('\n', '\n#   ')}\n`;
}
