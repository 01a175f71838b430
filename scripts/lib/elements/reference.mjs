// docs/reference.md: elements and engine, as a page.

/** @typedef {import('../elements.mjs').ElementDeclaration} ElementDeclaration */
/** @typedef {import('./shapes.mjs').Member} Member */
/** @typedef {import('./shapes.mjs').Shape} Shape */

/** @param {string} text in a cell of a table */
const cell = (text) => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
/** @param {string} text */
const code = (text) => `\`${text}\``;
/** A type in a cell: the names of few values by themselves. @param {string} type */
const typed = (type) =>
  /^'/.test(type)
    ? type
        .split(' | ')
        .map((one) => code(one.replaceAll("'", '')))
        .join(' ')
    : cell(code(type));

/**
 * @param {string} title
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
function table(title, heads, rows) {
  if (!rows.length) return '';
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |\n`;
  return `${title && `### ${title}\n\n`}${line(heads)}${line(heads.map(() => '---'))}${rows.map(line).join('')}\n`;
}

/** @param {readonly {name: string, description: string}[]} named @param {(name: string) => string} [write] */
const rows = (named, write = code) => named.map(({ name, description }) => [write(name), cell(description)]);

/** @param {ElementDeclaration} element */
function elementPage({
  tagName,
  name,
  description,
  superclass,
  attributes,
  members,
  events,
  slots,
  cssParts,
  cssProperties,
  cssStates,
}) {
  if (superclass.name !== 'HTMLElement')
    return `## \`<${tagName}>\`\n\nClass \`${name}\`, a \`${superclass.name}\` with all that it has. ${description}\n\n`;
  const fields = members.flatMap((member) => (member.kind === 'field' && !member.attribute ? [member] : []));
  const methods = members.flatMap((member) => (member.kind === 'method' ? [member] : []));
  return (
    `## \`<${tagName}>\`\n\nClass \`${name}\`. ${description}\n\n` +
    table(
      'Attributes',
      ['attribute', 'values', 'property', ''],
      attributes.map((one) => [
        code(one.name),
        typed(one.type.text),
        one.fieldName ? code(one.fieldName) : '–',
        cell(one.description),
      ]),
    ) +
    table(
      'Properties without an attribute',
      ['property', 'type', ''],
      fields.map((one) => [code(one.name), typed(one.type.text), cell(one.description)]),
    ) +
    table(
      'Methods',
      ['method', 'gives', ''],
      methods.map((one) => [
        cell(
          code(
            `${one.name}(${one.parameters.map(({ name: param, optional, type }) => `${param}${optional ? '?' : ''}: ${type?.text}`).join(', ')})`,
          ),
        ),
        typed(one.return.type.text),
        cell(one.description),
      ]),
    ) +
    table(
      'Events',
      ['event', 'type', ''],
      events.map((one) => [code(one.name), typed(one.type.text), cell(one.description)]),
    ) +
    table(
      'Slots',
      ['slot', ''],
      rows(slots, (slot) => (slot ? code(slot) : '(none)')),
    ) +
    table(
      'States',
      ['state', ''],
      rows(cssStates, (state) => code(`:state(${state})`)),
    ) +
    table('Custom properties', ['property', ''], rows(cssProperties)) +
    table(
      'Parts',
      ['part', ''],
      rows(cssParts, (part) => code(`::part(${part})`)),
    )
  );
}

/** @param {Member} method */
function signature({ name, params }) {
  return code(
    params === null ? name : `${name}(${params.map((one) => (one.optional ? `[${one.name}]` : one.name)).join(', ')})`,
  );
}

/**
 * @param {readonly ElementDeclaration[]} elements
 * @param {readonly Member[]} engine
 * @param {readonly Shape[]} options
 */
export function referencePage(elements, engine, options) {
  return `${`# Elements and engine

Made by \`node scripts/lib/elements.mjs\` from the comments in \`www/kanbao.d.ts\` and \`www/engine/client.js\`; the shapes
named here are in the first of them. How to embed them: [embedding.md](embedding.md).

${elements.map(elementPage).join('')}## The engine without an interface

\`createEngine(options)\` of \`kanbao/engine\` starts an \`EngineClient\`. All but \`state\`, \`runsIn\`, \`restart\` and \`close\`
give promises, which reject with an \`EngineError\` (\`code\`, \`message\`, \`where\`, \`advice\`). Articles count from 0.

${table(
  '',
  ['call', ''],
  engine.map((method) => [signature(method), cell(method.doc.text)]),
)}${options
  .map(({ name, members }) =>
    table(
      `\`${name}\``,
      ['name', 'type', ''],
      members.map((one) => [code(one.name), typed(one.type), cell(one.doc.text)]),
    ),
  )
  .join('')}`.trimEnd()}\n`;
}
