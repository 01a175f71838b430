/** Inserted into sw.js by the build: its digest, and the names of the page's files. */
declare const KANBAO_SHELL: { build: string; files: string[] } | undefined;
/** A style sheet as a module, made by scripts/lib/build-package.mjs. */
/** A style sheet as a module, which scripts/lib/build-package.mjs makes. */
declare module '*.css.js' {
  const text: string;
  export default text;
}
/** The SHA-256 of the engine's modules by file name, as `sha256-…`; inserted by the build (scripts/lib/bundling.mjs). */
declare const KANBAO_INTEGRITY: Record<string, string> | undefined;
