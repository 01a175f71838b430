// Reads declarations with their comments: the interfaces in a .d.ts file, and a class in a script.
import { parseSync } from 'rolldown/utils';

/**
 * @typedef {{tag: string, text: string}} Tag
 * @typedef {{text: string, tags: Tag[]}} Doc
 * @typedef {{name: string, optional: boolean, type: string}} Parameter
 * @typedef {{name: string, optional: boolean, params: Parameter[] | null, type: string, doc: Doc}} Member params: a method's
 * parameters; null for a property
 * @typedef {{name: string, base: string, bases: string[], doc: Doc, members: Member[]}} Shape bases: the names of the
 * interfaces that it extends; base: the first of them
 * @typedef {{name: string, doc: Doc, type: string}} Alias
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

/**
 * Parses a source.
 * @param {string} source
 * @param {'js' | 'dts'} lang
 */
function parse(source, lang) {
  const { program, comments, errors } = parseSync('source', source, { lang });
  if (errors[0]) throw new Error(errors[0].message);
  /** Doc comments by the offset of the code after them. */
  const docs = new Map(
    comments
      .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
      .map(({ value, end }) => [end + source.slice(end).search(/\S/), docOf(value.slice(1))]),
  );
  return {
    statements: program.body.map((statement) => ({
      node: /** @type {any} */ (('declaration' in statement && statement.declaration) || statement),
      doc: docs.get(statement.start) ?? docOf(''),
    })),
    docFor: (/** @type {any} */ node) => docs.get(node.start),
    /** The source of a type annotation, on one line. */
    type: (/** @type {any} */ annotation) =>
      source
        .slice(annotation?.typeAnnotation.start, annotation?.typeAnnotation.end)
        .replace(/\s+/g, ' ')
        .replaceAll('; }', ' }'),
  };
}

/**
 * Returns the interfaces in a .d.ts file by name.
 * @param {string} source
 * @returns {Map<string, Shape>}
 */
export function interfacesOf(source) {
  const { statements, docFor, type } = parse(source, 'dts');
  /** @returns {Member} */
  const member = (/** @type {any} */ node) => ({
    name: node.key.name ?? node.key.value,
    optional: node.optional,
    params:
      node.params?.map((/** @type {any} */ one) => ({
        name: one.name,
        optional: one.optional,
        type: type(one.typeAnnotation),
      })) ?? null,
    type: type(node.returnType ?? node.typeAnnotation),
    doc: docFor(node) ?? docOf(''),
  });
  return new Map(
    statements
      .flatMap(({ node, doc }) =>
        node.type === 'TSModuleDeclaration'
          ? node.body.body.map((/** @type {any} */ inner) => ({ node: inner, doc }))
          : [{ node, doc }],
      )
      .filter(({ node }) => node.type === 'TSInterfaceDeclaration')
      .map(({ node, doc }) => {
        const bases = node.extends.map((/** @type {any} */ one) => one.expression.name);
        const { name } = node.id;
        return [name, { name, base: bases[0] ?? '', bases, doc, members: node.body.body.map(member) }];
      }),
  );
}

/**
 * Returns the type aliases in a .d.ts file.
 * @param {string} source
 * @returns {Alias[]}
 */
export function aliasesOf(source) {
  const { statements, type } = parse(source, 'dts');
  return statements
    .filter(({ node }) => node.type === 'TSTypeAliasDeclaration')
    .map(({ node, doc }) => ({ name: node.id.name, doc, type: type(node) }));
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
 * Returns the public methods and getters of a class that have a comment; their types are those of its tags.
 * @param {string} source
 * @param {string} name
 * @returns {Member[]}
 */
export function methodsOf(source, name) {
  const { statements, docFor } = parse(source, 'js');
  const { node } = statements.find((one) => one.node.type === 'ClassDeclaration' && one.node.id.name === name) ?? {};
  if (!node) throw new Error(`there is no class ${name}`);
  return node.body.body.flatMap((/** @type {any} */ one) => {
    const doc = docFor(one);
    if (!doc || one.type !== 'MethodDefinition' || one.kind === 'constructor' || one.key.type !== 'Identifier')
      return [];
    const params = doc.tags
      .filter(({ tag }) => tag === 'param')
      .map(({ text }) => {
        const [, type = '', open, param = ''] = /^\{((?:[^{}]|\{[^{}]*\})*)\}\s*(\[?)(\w+)/.exec(text) ?? [];
        return { name: param, optional: open === '[', type };
      });
    const returned = doc.tags.find(({ tag }) => tag === 'returns')?.text ?? '';
    return [
      {
        name: one.key.name,
        optional: false,
        params: one.kind === 'get' ? null : params,
        type: /^\{(.*)\}/.exec(returned)?.[1] ?? '',
        doc,
      },
    ];
  });
}
