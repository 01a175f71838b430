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
  /**
   * Where each piece of the articles stands, in their order: the article, the part (0 section, 1 kicker, 2 headline,
   * 3 subtitle, 4 name, 5 the name’s role, 6 paragraph, 7 caption, 8 the caption’s credit), how many ranges, and these.
   * Empty where the text was no page but a prepared bulletin.
   */
  places: number[];
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
export type ScorePart = 'words' | 'whole' | 'headline' | 'inside' | 'order' | 'near' | 'start' | 'recent' | 'spelling';

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
  kind: 'author' | 'word' | 'collocation' | 'headline' | 'words';
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
  /**
   * The folder of `worker.js`, `kanbao_bg.wasm`, `kanbao_late.wasm`, `parser.js`, `parser_bg.wasm` and `full.kbl`, seen
   * from the page; default: that of the script, or where a bundler put them.
   */
  base?: string | URL;
  /** Files that lie elsewhere than in `base`; `glue` is `parser.js`. */
  files?: {
    worker?: string | URL;
    wasm?: string | URL;
    late?: string | URL;
    parser?: string | URL;
    glue?: string | URL;
    fullLexicon?: string | URL | FileSpec;
  };
  /** `auto` takes a worker where one can be had, else the page's own thread. */
  mode?: 'auto' | 'worker' | 'main';
  /** Told whenever it changes, and why the engine failed. */
  onState?: (state: EngineState, error?: PlainError) => void;
}

export interface SearchRequest {
  /** How many hits; default 10. */
  limit?: number;
  /** How many hits to pass over; default 0. */
  offset?: number;
  /** Default `relevance`. */
  sort?: Sort;
  /** Only articles that meet them. */
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

/**
 * A bulletin that can be read and searched: what it shows and how. Each property reflects the attribute of its name;
 * a value that is not among those listed counts as the first of them.
 *
 * @attr {string} lang The interface's language, `zh…`, `zh-Hant…` (`zh-TW`, `zh-HK`, `zh-MO` too) or `en…`; without it that of the page around the element. Articles keep their own.
 *
 * @slot - What is read without JavaScript, until the reader is there, and where no bulletin comes (below the reason; not with `layout="page"`).
 * @slot header Above everything.
 * @slot footer Below everything.
 * @slot empty Where nothing was found.
 * @slot article-actions Beside an article's own tools.
 *
 * @cssstate loading The script or the bulletin is on its way.
 * @cssstate front The front page is on show.
 * @cssstate results Results are on show.
 * @cssstate article An article is on show.
 * @cssstate error The bulletin could not be had.
 * @cssstate searching The engine's answer is not there yet.
 * @cssstate ready The engine answers.
 *
 * @cssprop --kanbao-paper Colour of the ground.
 * @cssprop --kanbao-sheet Colour of cards and fields.
 * @cssprop --kanbao-ink Colour of text.
 * @cssprop --kanbao-soft Colour of lesser text.
 * @cssprop --kanbao-rule Colour of rules.
 * @cssprop --kanbao-edge Colour of the borders of controls.
 * @cssprop --kanbao-accent The one colour.
 * @cssprop --kanbao-mark Ground of what was found.
 * @cssprop --kanbao-serif Type of articles and headlines.
 * @cssprop --kanbao-sans Type of the interface.
 * @cssprop --kanbao-unit What sizes count in, 1rem; say `16px` where the page's root em is another.
 * @cssprop --kanbao-measure The longest line of an article.
 * @cssprop --kanbao-gap Margins.
 * @cssprop --kanbao-radius Corners.
 * @cssprop --kanbao-top Height of a bar of the page's that stays at the window's top.
 *
 * @csspart frame All of it.
 * @csspart bar The bar above, with brand and search.
 * @csspart brand The paper's name in the bar.
 * @csspart search The search form.
 * @csspart field The search field.
 * @csspart clear The button that empties the field.
 * @csspart opener The button that opens a file or a text.
 * @csspart content What is between bar and foot.
 * @csspart foot The foot.
 * @csspart masthead The head of the front page.
 * @csspart issues The ways to the issues before and after, and to the calendar, below the masthead.
 * @csspart items The articles of the front page.
 * @csspart item One of them.
 * @csspart lead The first of them.
 * @csspart section A section's name.
 * @csspart kicker The line above a headline.
 * @csspart subtitle The line below a headline.
 * @csspart byline Who wrote it.
 * @csspart beginning An article's beginning on the front page.
 * @csspart photo A photo with its caption.
 * @csspart caption A caption.
 * @csspart credit Who took the photo.
 * @csspart found What was found and how, above the results.
 * @csspart hits The list of results.
 * @csspart excerpt A passage of a result.
 * @csspart mark What matches.
 * @csspart chip A condition that was understood.
 * @csspart narrow What narrows the results.
 * @csspart reader The article.
 * @csspart facts Date, page and so on of an article.
 * @csspart text An article's text.
 * @csspart tally How often what was searched for stands in the article, and the way from place to place.
 * @csspart cancel The way out of the search where it fills a phone's window.
 * @csspart read The line of how far a long article has been read.
 * @csspart turn The way to the articles before and after.
 * @csspart tools An article's tools.
 * @csspart speaking The controls of reading aloud.
 * @csspart source The line that says where it is from, in print.
 * @csspart notice A notice that stays.
 * @csspart passing A notice that passes.
 * @csspart panel A panel over the page.
 * @csspart button A button with words.
 * @csspart look The button in the bar for type and colours.
 * @csspart look-panel The panel that it opens.
 * @csspart choice What can be chosen there: the type, the colours.
 * @csspart keep The button that keeps an article.
 * @csspart kept The articles that are kept, on the front page.
 * @csspart resume The offer of the place where one stopped reading.
 * @csspart elder The button into the elder mode and out of it, on the front page.
 *
 * @fires kanbao-ready
 * @fires kanbao-search
 * @fires kanbao-article
 * @fires kanbao-select
 * @fires kanbao-look
 * @fires kanbao-error
 */
export interface KanbaoReaderElement extends HTMLElement {
  /** The bulletin's address, an `issue.json` or a text; `''` where there is none of http or https. Without it `./issue.json`. */
  src: string;
  /**
   * The address of a list of issues, where a collection has several: `{"issues": [{"date": "2024-02-01", "edition": "1",
   * "src": "2024-02-01/issue.json"}]}`, `src` relative to the list and in its folder; `kanbao issues` writes it. The front
   * page then has the issues before and after, and a calendar. The one that a reader chooses is named in the address
   * (`src=…`), where the reader has one; otherwise by `src`. `''` where there is none of http or https.
   */
  issues: string;
  /** What is searched for; follows what the reader does. */
  query: string;
  /** The article on show, counted from 1; null: none. Follows what the reader does. */
  article: number | null;
  /** A passage of the article, which is marked. */
  passage: string;
  /**
   * Where articles are read, if not here: an address of http or https, relative to the page, with `{article}`, `{query}`
   * and `{passage}` in it, `article.html?id={article}&q={query}`; `{src}` is which of the `issues`, as the list has it.
   */
  href: string;
  /** The level on the page of the reader's first headings; null: 2, and 1 in the layout `page`. */
  headings: number | null;
  /**
   * What a copied piece of 40 characters or more says of where it is from: `source` (or nothing) in the reader's words,
   * `plain` nothing, any other text that line, with `{headline}`, `{paper}`, `{date}`, `{edition}` and `{address}` in it.
   */
  copy: string;
  /** Colours, until whoever reads has chosen others. `auto` is light or dark as the reader's device has it. */
  theme: 'auto' | 'light' | 'dark' | 'sepia';
  /** The size of type, until whoever reads has chosen another. `elder`: nothing below 18 points, nothing in grey. */
  size: 'medium' | 'small' | 'large' | 'elder';
  /** A part of a page, or all of it: then its parts are the page's landmarks, and its bar stays in view. */
  layout: 'embed' | 'page';
  /** What of the address bar is the reader's; with `page` the title too. */
  address: 'none' | 'fragment' | 'page';
  /** Where its keys work and files may be dropped: where it has the focus, or anywhere on the page. */
  shortcuts: 'inside' | 'page';
  /** When it begins: near the window, on pointer or focus, or when it is called. */
  start: 'near' | 'intent' | 'manual';
  /** Whether it may keep settings, bookmarks and the last place on the device. */
  storage: boolean;
  /** Whether a service worker beside its script keeps what is read. */
  offline: boolean;
  /**
   * A bulletin as data, in place of `src`. Among `issues` it has its place by its date and edition; when a reader chooses
   * another, the address says so as long as there is one, and without one it is `null` again, and `src` the other.
   */
  data: PlainIssue | null;
  /** Where the engine's files are and how it runs, where that is not beside the script and as it can; asked for once it starts. */
  engine?: Pick<EngineOptions, 'base' | 'files' | 'mode'> | null;
  /** Fetches and begins the reader, wherever the element stands. */
  load(): Promise<void>;
  /** Opens a text, a file or a bulletin in place of the published one; rejects with a `PlainError` where it cannot be read. */
  open(source: string | Blob | PlainIssue, options?: { name?: string }): Promise<void>;
  /** The engine's outcome, once it is on show; null for an empty query. Rejects with an `AbortError` where something else is asked meanwhile. */
  search(query: string, options?: { filters?: readonly Filter[]; sort?: Sort }): Promise<SearchOutcome | null>;
  /** Shows an article, counted from 1; rejects with a `RangeError` where there is none. */
  showArticle(number: number): Promise<void>;
  /** Puts the focus into the search field. */
  focusSearch(): Promise<void>;
  /** Prints what is shown with its source, and nothing else of the page. */
  print(): Promise<void>;
}

/** A search field by itself: its results stand below it and lead where `href` says, or are read in its place. */
export interface KanbaoSearchElement extends KanbaoReaderElement {}

/** One article by itself, the first unless `article` says another, with `query` or `passage` marked in it. */
export interface KanbaoArticleElement extends KanbaoReaderElement {}

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
  /** Whoever reads has chosen how it looks: type and colours as they are now. */
  'kanbao-look': CustomEvent<{
    size: 'medium' | 'small' | 'large' | 'elder';
    theme: 'auto' | 'light' | 'dark' | 'sepia';
  }>;
  /** Something went wrong: a code for programs, sentences for people. */
  'kanbao-error': CustomEvent<PlainError>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kanbao-reader': KanbaoReaderElement;
    'kanbao-search': KanbaoSearchElement;
    'kanbao-article': KanbaoArticleElement;
  }
  interface HTMLElementEventMap extends KanbaoEvents {}
}
