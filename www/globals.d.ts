/** What the build puts into sw.js: its digest and the names of the page's files. */
declare const KANBAO_SHELL: { build: string; files: string[] } | undefined;
