/** The engine for a page's program, with no interface: the reader uses it, and others may. */
export { createEngine, EngineClient } from './client.js';
export { EngineError } from './errors.js';
export { scriptURL } from './policy.js';
