// Describes the elements and the engine from the comments in www/kanbao.d.ts and the sources: as docs/reference.md for
// people, and as a custom-elements manifest for tools.
//
//   node scripts/lib/elements.mjs            rewrites docs/reference.md
//   node scripts/lib/elements.mjs --check    checks that docs/reference.md is up to date
//
// `describeElements` returns the manifest that the npm package contains.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { referencePage } from './elements/reference.mjs';
import { aliasesOf, interfacesOf, methodsOf, tagsOf } from './elements/shapes.mjs';

/** @typedef {import('./elements/shapes.mjs').Shape} Shape */
/** @typedef {{name: string, description: string}} Named */
/** @typedef {Named & {type: {text: string}}} Typed */
/** @typedef {Typed & {default?: string, fieldName?: string}} Attribute */
/** @typedef {Typed & {kind: 'field', attribute?: string, reflects?: true}} Field */
/** @typedef {Named & {kind: 'method', parameters: {name: string, optional?: true, type?: {text: string}}[], return: {type: {text: string}}}} Method */
/**
 * @typedef {Named & {
 *   kind: 'class', customElement: true, tagName: string, superclass: {name: string},
 *   attributes: Attribute[], members: (Field | Method)[], events: Typed[],
 *   slots: Named[], cssParts: Named[], cssProperties: Named[], cssStates: Named[],
 * }} ElementDeclaration
 */

const TOP = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SHAPES = join(TOP, 'www/kanbao.d.ts');
const REFERENCE = join(TOP, 'docs/reference.md');
/** The module that a page imports to register the elements, in the sources and in the package. */
const MODULE = { source: 'www/element/kanbao.js', path: 'dist/kanbao.js' };

/**
 * Returns the tags of one kind, each written as `name description`.
 * @param {Shape} shape
 * @param {string} kind
 * @returns {Named[]}
 */
function tagged({ doc }, kind) {
  return doc.tags
    .filter(({ tag }) => tag === kind)
    .map(({ text }) => {
      const [, name = '', description = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
      return { name: kind === 'slot' && name === '-' ? '' : name, description };
    });
}

/** Returns the attribute that a property reflects: `heading-level` for `headingLevel`. @param {string} name */
const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** @param {string} type */
const firstOf = (type) => /^'([^']+)' \|/.exec(type)?.[1];

/**
 * @param {string} tagName
 * @param {Shape} shape
 * @param {Shape} events
 * @param {readonly string[]} observed the class's `observedAttributes`
 * @returns {ElementDeclaration}
 */
function declarationOf(tagName, shape, events, observed) {
  const properties = shape.members.filter(({ params }) => params === null);
  const of = (/** @type {string} */ name) => properties.find((property) => attributeOf(property.name) === name);
  const extra = shape.doc.tags
    .filter(({ tag }) => tag === 'attr')
    .map(({ text }) => {
      const [, type = 'string', name = '', description = ''] = /^(?:\{([^}]+)\}\s*)?(\S+)\s*(.*)$/.exec(text) ?? [];
      return { name, type, description };
    });
  const missing = observed.filter((name) => !of(name) && !extra.some((one) => one.name === name));
  if (missing.length)
    throw new Error(`<${tagName}>: the attributes ${missing.join(', ')} have no documentation in www/kanbao.d.ts`);
  const unused = tagged(shape, 'fires').filter(({ name }) => !events.members.some((event) => event.name === name));
  if (unused.length)
    throw new Error(`<${tagName}>: KanbaoEvents has no ${unused.map(({ name }) => name).join(', ')} (www/kanbao.d.ts)`);
  return {
    kind: 'class',
    customElement: true,
    tagName,
    name: shape.name.replace(/Element$/, ''),
    description: shape.doc.text,
    superclass: { name: shape.base.replace(/(?<=.)Element$/, '').replace(/^HTML$/, 'HTMLElement') },
    attributes: [
      ...properties
        .filter(({ name }) => observed.includes(attributeOf(name)))
        .map(({ name, type, doc }) => ({
          name: attributeOf(name),
          description: doc.text,
          type: { text: type },
          ...(firstOf(type) && { default: firstOf(type) }),
          fieldName: name,
        })),
      ...extra.map(({ name, type, description }) => ({
        name,
        description,
        type: { text: type },
        ...(firstOf(type) && { default: firstOf(type) }),
      })),
    ],
    members: shape.members.map(({ name, params, type, doc }) =>
      params === null
        ? {
            kind: 'field',
            name,
            description: doc.text,
            type: { text: type },
            ...(observed.includes(attributeOf(name)) && {
              attribute: attributeOf(name),
              reflects: /** @type {true} */ (true),
            }),
          }
        : {
            kind: 'method',
            name,
            description: doc.text,
            parameters: params.map((one) => ({
              name: one.name,
              ...(one.optional && { optional: /** @type {true} */ (true) }),
              type: { text: one.type },
            })),
            return: { type: { text: type } },
          },
    ),
    events: tagged(shape, 'fires').map(({ name }) => {
      const { type = '', doc } = events.members.find((event) => event.name === name) ?? {};
      return { name, description: doc?.text ?? '', type: { text: type } };
    }),
    slots: tagged(shape, 'slot'),
    cssParts: tagged(shape, 'csspart'),
    cssProperties: tagged(shape, 'cssprop'),
    cssStates: tagged(shape, 'cssstate'),
  };
}

/** Returns the names that have no description, for an error. @param {ElementDeclaration} declaration */
function wordless({ tagName, attributes, members, events, slots, cssParts, cssProperties, cssStates }) {
  return [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties, ...cssStates]
    .filter(({ description }) => !description)
    .map(({ name }) => `<${tagName}> ${name}`);
}

/**
 * Returns the declarations of all elements. Rejects if anything lacks a description.
 * @returns {Promise<ElementDeclaration[]>}
 */
export async function elementDeclarations() {
  const source = readFileSync(SHAPES, 'utf8');
  const shapes = interfacesOf(source);
  const classes = /** @type {Record<string, {observedAttributes?: string[]}>} */ (
    await import(pathToFileURL(join(TOP, MODULE.source)).href)
  );
  const declarations = [...tagsOf(source)].map(([tagName, type]) => {
    const shape = shapes.get(type);
    const events = shapes.get('KanbaoEvents');
    const its = classes[type.replace(/Element$/, '')];
    if (!shape || !events || !its)
      throw new Error(
        `<${tagName}>: ${relative(TOP, SHAPES)} has no ${type}, or ${MODULE.source} exports no class of that name`,
      );
    // An element that extends another also has the other's members and tags.
    const base = shapes.get(shape.base);
    const whole = base
      ? {
          ...shape,
          members: [...base.members, ...shape.members],
          doc: { ...shape.doc, tags: [...base.doc.tags, ...shape.doc.tags] },
        }
      : shape;
    return declarationOf(tagName, whole, events, its.observedAttributes ?? []);
  });
  const without = declarations.flatMap(wordless);
  if (without.length) throw new Error(`no description in ${relative(TOP, SHAPES)}: ${without.join(', ')}`);
  return declarations;
}

/** Returns the custom-elements manifest (schema 2.1.0). */
export async function describeElements() {
  const declarations = await elementDeclarations();
  return {
    schemaVersion: '2.1.0',
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE.path,
        declarations,
        exports: declarations.flatMap(({ name, tagName }) => [
          { kind: 'js', name, declaration: { name, module: MODULE.path } },
          { kind: 'custom-element-definition', name: tagName, declaration: { name, module: MODULE.path } },
        ]),
      },
    ],
  };
}

/** Returns the codes of errors with their descriptions. */
export function errorCodes() {
  const error = interfacesOf(readFileSync(SHAPES, 'utf8')).get('PlainError');
  return error ? tagged(error, 'code') : [];
}

/** Returns the text of docs/reference.md, as it follows from the sources. */
export async function reference() {
  const source = readFileSync(SHAPES, 'utf8');
  const shapes = interfacesOf(source);
  return referencePage({
    elements: await elementDeclarations(),
    events: shapes.get('KanbaoEvents')?.doc.text ?? '',
    engine: methodsOf(readFileSync(join(TOP, 'www/engine/client.js'), 'utf8'), 'EngineClient'),
    shapes: [...shapes.values()].filter(({ name }) => !/Element$|^KanbaoEvents$|^HTML/.test(name)),
    aliases: aliasesOf(source),
    codes: errorCodes(),
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const page = await reference();
  if (process.argv[2] !== '--check') writeFileSync(REFERENCE, page);
  else if (readFileSync(REFERENCE, 'utf8') !== page) {
    console.error(`${relative(TOP, REFERENCE)} is out of date: run node scripts/lib/elements.mjs`);
    process.exit(1);
  }
}
