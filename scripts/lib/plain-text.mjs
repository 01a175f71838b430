// Recognises text without operators. The engine reads it without the query grammar (src/search/query/read.rs, is_plain),
// which is in the deferred module and so not fetched on a first visit.
const PLAIN = /^(?!.*\d{4})[A-QS-Za-z0-9 \u3000\u3400-\u4DBF\u4E00-\u9FFF，。、？！《》·]+$/;

/** @param {string} text */
export const isPlain = (text) => PLAIN.test(text) && !/[或含近]/.test(text);
