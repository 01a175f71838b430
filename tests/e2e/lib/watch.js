// Runs in the page before its own scripts: records what must not happen, and what the tests ask about.
(() => {
  const watched = {
    /** What the Content-Security-Policy blocked. */
    violations: [],
    /** Uncaught errors, unhandled rejections, and errors written to the console. */
    errors: [],
    /** Every worker the page started. */
    workers: [],
    /** Every query sent to an engine in a worker. */
    searches: [],
  };
  Object.defineProperty(window, 'watched', { value: watched });

  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) => {
    watched.violations.push(`${effectiveDirective} ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`);
  });
  addEventListener(
    'error',
    (event) => {
      watched.errors.push(
        event.message ?? `${event.target?.localName} did not load: ${event.target?.src || event.target?.href}`,
      );
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) =>
    watched.errors.push(`unhandled: ${reason?.message ?? reason}`),
  );
  const { error } = console;
  console.error = (...parts) => {
    watched.errors.push(parts.map(String).join(' '));
    error.apply(console, parts);
  };

  if (window.Worker) {
    window.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        watched.workers.push(this);
      }

      postMessage(message, ...rest) {
        if (message?.type === 'search') watched.searches.push(message.query);
        super.postMessage(message, ...rest);
      }
    };
  }
})();
