// Writes docs/reference.md, the reference of the elements and the engine.

/** @typedef {import('../elements.mjs').ElementDeclaration} ElementDeclaration */
/** @typedef {import('./shapes.mjs').Alias} Alias */
/** @typedef {import('./shapes.mjs').Member} Member */
/** @typedef {import('./shapes.mjs').Shape} Shape */

/** Makes text fit for a table cell. @param {string} text */
const cell = (text) => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
/** @param {string} text */
const code = (text) => `\`${text}\``;
/** Writes a type for a table cell; a union of strings becomes a list of its values. @param {string} type */
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
 * @param {string} [about] the text above the table
 */
function table(title, heads, rows, about = '') {
  if (!rows.length) return '';
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |\n`;
  return `${title && `### ${title}\n\n`}${about && `${about}\n\n`}${line(heads)}${line(heads.map(() => '---'))}${rows.map(line).join('')}\n`;
}

/** @param {readonly {name: string, description: string}[]} named @param {(name: string) => string} [write] */
const rows = (named, write = code) => named.map(({ name, description }) => [write(name), cell(description)]);

/** @param {ElementDeclaration} element @param {string} about what is true of every event */
function elementPage(element, about) {
  const { tagName, name, description, superclass, attributes, members, events } = element;
  const { slots, cssParts, cssProperties, cssStates } = element;
  if (superclass.name !== 'HTMLElement')
    return `## \`<${tagName}>\`\n\nClass \`${name}\`, which extends \`${superclass.name}\`, so everything above also applies to it. ${description}\n\n`;
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
      ['method', 'returns', ''],
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
      about,
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

/** @param {Shape} shape */
function shapeSection({ name, bases, doc, members }) {
  const also = bases.length ? `Also has the members of ${bases.map(code).join(' and ')}.` : '';
  return table(
    code(name),
    ['name', 'type', ''],
    members.map((one) => [code(one.name + (one.optional ? '?' : '')), typed(one.type), cell(one.doc.text)]),
    [doc.text, also].filter(Boolean).join(' '),
  );
}

/**
 * @param {object} of
 * @param {readonly ElementDeclaration[]} of.elements
 * @param {string} of.events what is true of every event
 * @param {readonly Member[]} of.engine the engine's calls
 * @param {readonly Shape[]} of.shapes the data that calls and events take and return
 * @param {readonly Alias[]} of.aliases the named types in them
 * @param {readonly {name: string, description: string}[]} of.codes the codes of errors
 */
export function referencePage({ elements, events, engine, shapes, aliases, codes }) {
  return `${`# Elements and engine

*For embedders: everything the elements and the engine offer, by name. How to put them on a page is in
[embedding.md](embedding.md).*

Generated by \`node scripts/lib/elements.mjs\` from the comments in \`www/kanbao.d.ts\` and \`www/engine/client.js\`. In the
npm package the types are in \`types/kanbao.d.ts\`.

${elements.map((one) => elementPage(one, events)).join('')}## The engine without an interface

\`createEngine(options)\` from \`kanbao/engine\` starts an \`EngineClient\`. All calls except \`state\`, \`thread\`, \`restart\` and
\`close\` return promises, which reject with a \`KanbaoError\` (\`code\`, \`message\`, \`place\`, \`advice\`). An article is
named by its \`id\`.

${table(
  '',
  ['call', ''],
  engine.map((method) => [signature(method), cell(method.doc.text)]),
)}## Data

What calls and events take and return. A \`?\` marks what may be missing. Offsets count UTF-16 code units, as JavaScript
strings do; \`ranges\` are flat, with exclusive ends: \`[start0, end0, start1, end1, …]\`.

${shapes.map(shapeSection).join('')}${table(
  'Named types',
  ['type', 'is', ''],
  aliases.map((one) => [code(one.name), typed(one.type), cell(one.doc.text)]),
)}${table('Error codes', ['code', ''], rows(codes), 'More may be added in any version, so treat an unknown code as a failure.')}`.trimEnd()}\n`;
}
