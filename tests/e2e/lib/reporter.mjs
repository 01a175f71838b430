/** A line for each test, what went wrong where it did, and node:test's closing counts. */

/**
 * @param {AsyncIterable<any>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic' && data.nesting === 0) yield `# ${data.message}\n`;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite' && type === 'test:pass') continue;
    const failed = type === 'test:fail';
    const skipped = data.skip === undefined ? '' : ` # skipped: ${data.skip}`;
    yield `${failed ? 'not ok' : 'ok'} - ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)${skipped}\n`;
    if (failed && data.details.error?.failureType !== 'subtestsFailed') {
      const cause = data.details.error?.cause ?? data.details.error;
      yield `${String(cause?.stack ?? cause).replace(/^/gm, '    ')}\n`;
    }
  }
}
