/**
 * The shapes of what crosses between a page and the engine: plain data, offsets in UTF-16 code
 * units (what JavaScript strings count). `ranges` are flat: `[start0, end0, start1, end1, …]`.
 */

/** A name of a byline: bare where the page gives no role, else with it (记者, 通讯员, 摄 …). */
export type PlainPerson = string | { name: string; role: string };

/** A photo's caption and who took the photo. */
export interface PlainCaption {
  text: string;
  credit?: string;
}

/** One article as a published `issue.json` holds it. */
export interface PlainArticle {
  section?: string;
  kicker?: string;
  headline: string;
  subtitle?: string;
  byline: PlainPerson[];
  paragraphs: string[];
  /** Indices into `paragraphs` of those that are sub-headlines. */
  subheadings?: number[];
  captions: PlainCaption[];
}

/** Where a published lexicon lies and what it must be. */
export interface LexiconFile {
  file: string;
  bytes: number;
  sha256: string;
}

/** One issue as a published `issue.json` holds it. */
export interface PlainIssue {
  paper?: string;
  date?: string;
  edition?: string;
  lexicon?: LexiconFile;
  articles: PlainArticle[];
  dropped_duplicate_paragraphs?: number;
  rejoined_paragraphs?: number;
}

/** One thing the parser mended. Lines count from 1; ranges lie in the text that was opened. */
export interface Repair {
  kind: 'rejoined' | 'droppedParagraph' | 'droppedArticle' | 'liftedCredit' | 'liftedByline';
  line: number;
  before: string;
  after: string;
  ranges: number[];
}

/** One thing an editor should look at; the text was kept as it stands. */
export interface Doubt {
  code: string;
  line: number;
  text: string;
  ranges: number[];
}

/** A line of the source that stands in no article. */
export interface SetAside {
  kind: 'runningHead' | 'stray' | 'mark';
  line: number;
  text: string;
  ranges: number[];
}

/** A parsed text and what the parser has to say about it. */
export interface OpenedText {
  issue: PlainIssue;
  repairs: Repair[];
  doubts: Doubt[];
  setAside: SetAside[];
}

/** A parsed file: its encoding, and the text that all ranges count in. */
export interface OpenedFile extends OpenedText {
  encoding: string;
  text: string;
}

/** A part of an article. */
export type Field = 'headline' | 'kicker' | 'byline' | 'caption' | 'body';

/**
 * Why a hit is a hit: the query stands there as it was typed; all its words do; not all, but some that carry most of
 * its weight close together; or anywhere; what it may stand for. `contents` is the answer to an empty query.
 */
export type Tier = 'asTyped' | 'allWords' | 'near' | 'mostWords' | 'otherSpelling' | 'contents';

/** What a query was taken for: how it is spelled, and the string that was found, as it is printed. */
export interface Spelling {
  kind: 'pinyin' | 'initials' | 'homophone' | 'typo' | 'latin' | 'synonym';
  found: string;
}

/** A text with what matched in it. */
export interface Marked {
  text: string;
  ranges: number[];
}

/**
 * A piece of an article: which paragraph, caption or name; of the field `kicker`, 0 is the kicker,
 * 1 the subtitle, 2 the section. A `note` is what stands beside the piece: a caption's credit, a
 * name’s role; left out where it is none.
 */
export interface Part {
  field: Field;
  index: number;
  note?: boolean;
}

/** A passage of a hit. */
export interface Excerpt extends Marked, Part {
  cutBefore: boolean;
  cutAfter: boolean;
}

/** The names are those of `Parts` in src/search/weights.rs. */
export type ScorePart =
  'words' | 'whole' | 'headline' | 'inside' | 'order' | 'near' | 'start' | 'recent' | 'spelling';

/** One article that was found. `article` is its place in print order, from 0. */
export interface Hit {
  article: number;
  tier: Tier;
  fields: Field[];
  /** In the tier `otherSpelling` only. */
  spelling?: Spelling;
  score: number;
  /** What the score is made of, where that was asked for: the values add up to it. */
  explanation?: { name: ScorePart; value: number }[];
  headline: Marked;
  excerpts: Excerpt[];
}

/** What could not be understood in a query; the range lies in the query. */
export interface Problem {
  message: string;
  start: number;
  end: number;
}

/**
 * One condition that was understood in a query; the range lies in the query, and without it the query is the same
 * without the condition. `text` is what is asked for: of `any` and `all` all that is in it, as it may be typed.
 */
export interface Clause {
  kind: 'text' | 'phrase' | 'dates' | 'any' | 'all';
  /** Where it must stand; left out: anywhere. */
  field?: 'headline' | 'author' | 'photo' | 'body' | 'section' | 'page' | 'date';
  /** Whether articles that meet it are left out. */
  excluded: boolean;
  start: number;
  end: number;
  text: string;
}

/** What articles can be grouped by; `kind` is `article` or `photo`. */
export type Facet = 'issue' | 'month' | 'section' | 'author' | 'page' | 'kind';

/** Only articles with this value; of several for one facet one is enough. */
export interface Filter {
  facet: Facet;
  value: string;
}

/** `newest` and `oldest` go by the issue, `print` by the place in the collection. */
export type Sort = 'relevance' | 'newest' | 'oldest' | 'print';

/**
 * A facet's values among what was found, each with the number of articles whatever else of this facet is filtered
 * by. `total` counts those that are not listed too: at most a hundred are.
 */
export interface FacetCounts {
  facet: Facet;
  total: number;
  values: { value: string; count: number; chosen: boolean }[];
}

/**
 * The answer to a query. `total` is exact, whatever the limit. `respelled` says whether other spellings were looked
 * for, since there were fewer hits than wanted without.
 */
export interface SearchOutcome {
  hits: Hit[];
  total: number;
  respelled?: boolean;
  tiers: { tier: Tier; total: number }[];
  clauses: Clause[];
  problems: Problem[];
  /** Empty unless they were asked for. */
  facets: FacetCounts[];
}

/** Where articles were printed: `YYYY-MM-DD` or `YYYY-MM`, and the page. */
export interface Origin {
  date?: string;
  edition?: string;
}

/** Where a query stands in one part of an article. */
export interface Mark extends Part {
  ranges: number[];
}

/**
 * What a reader may be about to type. `typed` is the range of `text` that stands for what was typed; `count` articles
 * have it as typed, one at least.
 */
export interface Suggestion {
  kind: 'author' | 'word' | 'collocation' | 'headline';
  text: string;
  typed: number[];
  count: number;
}

/** What may have been meant by a query that finds nothing; `count` articles have all of it, one at least. */
export interface Instead {
  text: string;
  spelling: Spelling['kind'];
  count: number;
}

/** What to read after an article. */
export interface Onward {
  /** What it is about, against all others; `count` articles have the word. */
  keywords: { text: string; weight: number; count: number }[];
  /** Articles about the same, and what they share with it. */
  related: { article: number; score: number; shared: string[] }[];
  /** The other articles of each of its authors. */
  sameAuthor: { name: string; articles: number[] }[];
}

/** What the engine says when something is wrong: a code for programs, sentences for people. */
export interface PlainError {
  code: string;
  message: string;
  where: string;
  advice: string;
}

/** `failed` comes with the error that says why. */
export type EngineState = 'loading' | 'ready' | 'failed' | 'restarting';

/** A file and, where they are known, its length and SHA-256, to check it by. */
export interface FileSpec {
  url: string | URL;
  bytes?: number;
  sha256?: string;
}

export interface EngineOptions {
  /** The folder of `worker.js`, `kanbao_bg.wasm`, `kanbao_late.wasm`, `parser_bg.wasm` and `full.kbl`; default: that of the script. */
  base?: string | URL;
  /** Files that lie elsewhere than in `base`. */
  files?: { worker?: string | URL; wasm?: string | URL; late?: string | URL; parser?: string | URL; fullLexicon?: string | URL | FileSpec };
  /** `auto` takes a worker where one can be had, else the page's own thread. */
  mode?: 'auto' | 'worker' | 'main';
  onState?: (state: EngineState, error?: PlainError) => void;
}

export interface SearchRequest {
  /** How many hits; default 10. */
  limit?: number;
  /** How many hits to pass over; default 0. */
  offset?: number;
  /** Default `relevance`. */
  sort?: Sort;
  filters?: readonly Filter[];
  /** Whether facets are counted; default false. */
  facets?: boolean;
  /** Whether other spellings are looked for where fewer hits than wanted are found; default true. */
  otherSpelling?: boolean;
  /** Whether articles without all words are looked for where those with all are fewer than wanted; default true. */
  fewerWords?: boolean;
  /** Whether hits say what their scores are made of; default false. */
  explain?: boolean;
  /** After how many days news counts half; default 0: its age does not matter. */
  halfLife?: number;
  /** The day that 近7天 counts back from, `YYYY-MM-DD`; default: the reader's own. */
  today?: string;
  /** Aborting rejects the search with the signal's reason. */
  signal?: AbortSignal;
}

/** What `<kanbao-reader>` shows and how; each reflects the attribute of its name. Unknown values count as the first. */
export interface KanbaoReaderElement extends HTMLElement {
  /** The bulletin's address, an `issue.json` or a text; `''` where there is none of http or https. */
  src: string;
  /** What is searched for. */
  query: string;
  /** The article on show, counted from 1; null: none. */
  article: number | null;
  theme: 'auto' | 'light' | 'dark' | 'sepia';
  size: 'medium' | 'small' | 'large' | 'elder';
  /** A part of a page, or all of it: then its parts are the page's landmarks, and its bar stays in view. */
  layout: 'embed' | 'page';
  /** What of the address bar is the reader's; with `page` the title too. */
  address: 'none' | 'fragment' | 'page';
  /** Where its keys work and files may be dropped: where it has the focus, or anywhere on the page. */
  shortcuts: 'inside' | 'page';
  /** When it begins: near the window, on pointer or focus, or when it is called. */
  start: 'near' | 'intent' | 'manual';
  /** Whether it may keep settings on the device. */
  storage: boolean;
  /** Whether a service worker beside its script keeps what is read. */
  offline: boolean;
  /** A bulletin as data, in place of `src`. */
  data: PlainIssue | null;
  /** Fetches and begins the reader, wherever the element stands. */
  load(): Promise<void>;
  /** Opens a text, a file or a bulletin in place of the published one; rejects with a `PlainError` where it cannot be read. */
  open(source: string | Blob | PlainIssue, options?: { name?: string }): Promise<void>;
  /** Null for an empty query. Rejects with an `AbortError` where something else is asked meanwhile. */
  search(query: string, options?: { filters?: readonly Filter[]; sort?: Sort }): Promise<SearchOutcome | null>;
  /** @param number counted from 1 */
  showArticle(number: number): Promise<void>;
  focusSearch(): Promise<void>;
  /** Prints what is shown, and nothing else of the page. */
  print(): Promise<void>;
}

/** The element's events, by name; each bubbles, passes shadow roots and has a frozen detail. Articles count from 1. */
export interface KanbaoEvents {
  /** A bulletin is on show. `local`: the name it was opened under from the device. */
  'kanbao-ready': CustomEvent<{ paper: string; date: string; edition: string; articles: number; local: string | null }>;
  /** A query is answered; `provisional`: by the plain scan, until the engine answers. */
  'kanbao-search': CustomEvent<{ query: string; total: number; provisional: boolean; articles: readonly number[] }>;
  /** An article is on show. */
  'kanbao-article': CustomEvent<{ article: number; headline: string }>;
  /** An article was chosen; `preventDefault()` leaves it to the page. */
  'kanbao-select': CustomEvent<{ article: number; headline: string; query: string }>;
  'kanbao-error': CustomEvent<PlainError>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kanbao-reader': KanbaoReaderElement;
  }
  interface HTMLElementEventMap extends KanbaoEvents {}
}
