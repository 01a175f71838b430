/** The engine for a page's own program, without an interface. The reader uses it too. */
export { createEngine, EngineClient } from './client.js';
export { KanbaoError } from './kanbao-error.js';
export { scriptURL } from './policy.js';
