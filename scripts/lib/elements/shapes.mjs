// Reads declarations with their comments: the interfaces in a .d.ts file, and a class in a script.

/**
 * @typedef {{tag: string, text: string}} Tag
 * @typedef {{text: string, tags: Tag[]}} Doc
 * @typedef {{name: string, optional: boolean, params: string | null, type: string, doc: Doc}} Member params: a method's parameters as written; null for a property
 * @typedef {{name: string, base: string, doc: Doc, members: Member[]}} Shape base: the name of the interface that it extends
 */

/**
 * Splits a comment into its text and its tags. A tag extends to the next tag.
 * @param {string} comment what is between the opening and the closing stars
 * @returns {Doc}
 */
export function docOf(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  /** @type {Tag[]} */
  const tags = [];
  /** @type {string[]} */
  const text = [];
  for (const line of lines) {
    const [, tag, rest = ''] = /^@(\w+)\s*(.*)$/.exec(line.trim()) ?? [];
    const last = tags.at(-1);
    if (tag) tags.push({ tag, text: rest });
    else if (last) last.text = `${last.text} ${line.trim()}`.trim();
    else text.push(line);
  }
  return { text: text.join('\n').trim(), tags };
}

const NO_DOC = () => docOf('');

/**
 * Returns the offset of the bracket that closes the one at `from`.
 * @param {string} source
 * @param {number} from
 */
function closing(source, from) {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const sign = /** @type {string} */ (source[at]);
    if ('{(['.includes(sign)) depth += 1;
    else if ('})]'.includes(sign)) depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a bracket is not closed: ${source.slice(from, from + 60)}`);
}

/**
 * Returns the offset of the semicolon that ends a member's type; semicolons in brackets do not count.
 * @param {string} source
 * @param {number} from
 */
function endOf(source, from) {
  let at = from;
  while (source[at] !== ';') at = '{(['.includes(source[at] ?? '') ? closing(source, at) + 1 : at + 1;
  return at;
}

/**
 * @param {string} body an interface's text between its braces
 * @returns {Member[]}
 */
function membersOf(body) {
  const members = [];
  const next = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?(?:'([^']+)'|(\w+))(\?)?\s*([(:])/y;
  for (let at = 0; ; ) {
    while (/\s/.test(body[at] ?? '')) at += 1;
    if (at >= body.length) return members;
    next.lastIndex = at;
    const found = next.exec(body);
    if (!found) throw new Error(`expected a member of an interface, found: ${body.slice(at, at + 80)}`);
    const [, comment, quoted, bare, optional, sign] = found;
    let from = next.lastIndex;
    let params = null;
    if (sign === '(') {
      const end = closing(body, from - 1);
      params = body.slice(from, end);
      from = body.indexOf(':', end) + 1;
    }
    const end = endOf(body, from);
    members.push({
      name: /** @type {string} */ (quoted ?? bare),
      optional: optional === '?',
      params,
      type: body.slice(from, end).replace(/\s+/g, ' ').replaceAll('; }', ' }').trim(),
      doc: comment === undefined ? NO_DOC() : docOf(comment),
    });
    at = end + 1;
  }
}

/**
 * Returns the interfaces in a .d.ts file by name.
 * @param {string} source
 * @returns {Map<string, Shape>}
 */
export function interfacesOf(source) {
  const shapes = new Map();
  for (const found of source.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?(?:export )?interface (\w+)(?: extends ([\w, ]+))? \{/g,
  )) {
    const [whole, comment, name = '', base = ''] = found;
    const open = found.index + whole.length - 1;
    shapes.set(name, {
      name,
      base,
      doc: comment === undefined ? NO_DOC() : docOf(comment),
      members: membersOf(source.slice(open + 1, closing(source, open))),
    });
  }
  return shapes;
}

/**
 * Returns the names of the elements' types by tag name.
 * @param {string} source the text of the .d.ts file
 * @returns {Map<string, string>}
 */
export function tagsOf(source) {
  return new Map(
    interfacesOf(source)
      .get('HTMLElementTagNameMap')
      ?.members.map(({ name, type }) => [name, type]),
  );
}

/**
 * Returns the public methods and getters of a class that have a comment.
 * @param {string} source
 * @param {string} name
 * @returns {Member[]}
 */
export function methodsOf(source, name) {
  const open = source.indexOf('{', source.indexOf(`class ${name} `));
  const body = source.slice(
    open + 1,
    closing(
      source.replaceAll(/'[^'\n]*'|`[^`]*`/g, (text) => '_'.repeat(text.length)),
      open,
    ),
  );
  return [...body.matchAll(/\n {2}\/\*\*((?:(?!\*\/)[^])*)\*\/\n {2}(get )?(?:async )?([a-z]\w*)\(/g)]
    .filter(([, , , method]) => method !== 'constructor')
    .map(([, comment, get, method = '']) => {
      const doc = docOf(/** @type {string} */ (comment));
      const params = doc.tags
        .filter(({ tag }) => tag === 'param')
        .map(({ text }) => /(\[?\w+\]?)(?: |$)/.exec(text.replace(/^\{(?:[^{}]|\{[^{}]*\})*\}\s*/, ''))?.[1] ?? '');
      return {
        name: method,
        optional: false,
        params: get ? null : params.join(', '),
        type: /^\{(.*)\}/.exec(doc.tags.find(({ tag }) => tag === 'returns')?.text ?? '')?.[1] ?? '',
        doc,
      };
    });
}
