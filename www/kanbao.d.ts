/**
 * The data exchanged between a page and the engine. It is plain data. Offsets count UTF-16 code units (as JavaScript
 * strings do), and `ranges` are flat, with exclusive ends: `[start0, end0, start1, end1, …]`.
 */

/** A name in a byline: a bare string, or an object if the page prints a role with it (记者, 通讯员, 摄 …). */
export type PlainPerson = string | { name: string; role: string };

/** A photo's caption, and the photographer if the page names one. */
export interface PlainCaption {
  text: string;
  credit?: string;
}

/**
 * An article as stored in a published `issue.json`. A file may leave out `byline`, `paragraphs` and `captions` if they
 * are empty; these types require them.
 */
export interface PlainArticle {
  /**
   * Identifies the article among all of a paper's: an opaque string, the same when the issue is published again. Where a
   * file has none, it follows from the date, the page and the beginning of the article.
   */
  id?: string;
  /** The date it was printed, if it is not the issue's. */
  date?: string;
  /** The page it was printed on, if it is not the issue's. */
  edition?: string;
  section?: string;
  kicker?: string;
  headline: string;
  subtitle?: string;
  byline: PlainPerson[];
  paragraphs: string[];
  /** Indices into `paragraphs` of those that are subheadings. */
  subheadings?: number[];
  captions: PlainCaption[];
}

/**
 * Where to find a published lexicon. The engine checks the checksum inside the file, not the length and the SHA-256
 * given here.
 */
export interface LexiconFile {
  /** The file's name or path, relative to `issue.json`. */
  file: string;
  /** Its length in bytes, as published. */
  bytes: number;
  /** Its SHA-256 in hexadecimal, as published. */
  sha256: string;
}

/** An issue as stored in a published `issue.json`. */
export interface PlainIssue {
  /** The version of the format: 1, or absent. */
  format?: number;
  paper?: string;
  date?: string;
  edition?: string;
  lexicon?: LexiconFile;
  articles: PlainArticle[];
  dropped_duplicate_paragraphs?: number;
  rejoined_paragraphs?: number;
}

/** A change the parser made. Lines count from 1; ranges refer to the text that was opened. */
export interface Repair {
  kind: 'rejoined' | 'droppedParagraph' | 'droppedArticle' | 'liftedCredit' | 'liftedByline';
  line: number;
  before: string;
  after: string;
  ranges: number[];
}

/** A place an editor should check; the parser left the text as it was. */
export interface Doubt {
  code: string;
  line: number;
  text: string;
  ranges: number[];
}

/** A line of the source that belongs to no article. */
export interface SetAside {
  kind: 'runningHead' | 'stray' | 'mark';
  line: number;
  text: string;
  ranges: number[];
}

/** A parsed text, with everything the parser reports about it. */
export interface OpenedText {
  issue: PlainIssue;
  repairs: Repair[];
  doubts: Doubt[];
  setAside: SetAside[];
  /**
   * Where each piece of the articles comes from in the source, one record after another in the articles' order: the
   * article's index, the part's number (0 section, 1 kicker, 2 headline, 3 subtitle, 4 name, 5 role of that name,
   * 6 paragraph, 7 caption, 8 credit of that caption), the number of ranges, and the ranges. Empty if the text was a
   * prepared bulletin (JSON) rather than a page.
   */
  places: number[];
}

/** A parsed file: its encoding, and the decoded text that all ranges refer to. */
export interface OpenedFile extends OpenedText {
  encoding: string;
  text: string;
}

/** A part of an article. */
export type Field = 'headline' | 'kicker' | 'byline' | 'caption' | 'body';

/**
 * How an article matches a query, from best to worst: the query appears in it as typed (`asTyped`); all words do
 * (`allWords`); some words that carry most of the query's weight do, close together (`near`) or anywhere (`mostWords`);
 * another spelling of the query does (`otherSpelling`). `contents` is the answer to an empty query.
 */
export type Tier = 'asTyped' | 'allWords' | 'near' | 'mostWords' | 'otherSpelling' | 'contents';

/** The correction behind a hit: how the query spells what was found, and the string that was found, as printed. */
export interface Spelling {
  kind: 'pinyin' | 'initials' | 'homophone' | 'typo' | 'latin' | 'synonym';
  found: string;
}

/** A text with the ranges that match. */
export interface Marked {
  text: string;
  ranges: number[];
}

/**
 * A piece of an article. `index` says which paragraph, caption or name of `field`; in the field `kicker`, 0 is the
 * kicker, 1 the subtitle and 2 the section. `note` is true for what accompanies the piece: the credit of a caption, or
 * the role of a name. It may be left out if false.
 */
export interface Part {
  field: Field;
  index: number;
  note?: boolean;
}

/** A passage of a hit. `cutBefore` and `cutAfter` say whether the piece continues beyond the passage. */
export interface Excerpt extends Marked, Part {
  cutBefore: boolean;
  cutAfter: boolean;
}

/** A component of a score. The names are those of `Parts` in src/search/weights.rs. */
export type ScorePart = 'words' | 'whole' | 'headline' | 'inside' | 'order' | 'near' | 'start' | 'recent' | 'spelling';

/** An article that was found. `article` is its `id`. */
export interface Hit {
  article: string;
  tier: Tier;
  /** The fields that contain a match. */
  fields: Field[];
  /** Present in the tier `otherSpelling` only. */
  spelling?: Spelling;
  score: number;
  /** The components of the score, which add up to it. Present only if requested with `explain`. */
  explanation?: { name: ScorePart; value: number }[];
  headline: Marked;
  excerpts: Excerpt[];
}

/** A part of a query that could not be understood. `start` and `end` are its range in the query. */
export interface Problem {
  message: string;
  start: number;
  end: number;
}

/**
 * A condition that was understood in a query. `start` and `end` are its range in the query; cutting that range out
 * removes the condition and leaves the rest of the query unchanged. `text` is the value asked for; for `any` and `all`
 * it is their whole contents, in a form that can be typed as a query.
 */
export interface Clause {
  kind: 'text' | 'phrase' | 'dates' | 'any' | 'all';
  /** The field it is restricted to; absent if it may match anywhere. */
  field?: 'headline' | 'author' | 'photo' | 'body' | 'section' | 'page' | 'date';
  /** Whether articles that meet the condition are excluded. */
  excluded: boolean;
  start: number;
  end: number;
  text: string;
}

/** What articles can be grouped by. The values of `kind` are `article` and `photo`. */
export type Facet = 'issue' | 'month' | 'section' | 'author' | 'page' | 'kind';

/**
 * Keeps only articles with this value of a facet. Filters on the same facet are alternatives; filters on different
 * facets must all be met.
 */
export interface Filter {
  facet: Facet;
  value: string;
}

/** The order of hits: `newest` and `oldest` sort by date of issue, `print` by position in the collection. */
export type Sort = 'relevance' | 'newest' | 'oldest' | 'print';

/**
 * The values of a facet among the hits. Each `count` is the number of articles with that value, ignoring filters on the
 * same facet. `total` is the number of distinct values; at most 100 of them are listed, and those used as filters
 * (`chosen`) always are.
 */
export interface FacetCounts {
  facet: Facet;
  total: number;
  values: { value: string; count: number; chosen: boolean }[];
}

/**
 * The answer to a query. `total` counts every article that was found, however many `hits` were asked for. `corrected`
 * is the whole query as it was searched for, if what was typed occurs nowhere and cannot have been meant (pinyin). All
 * hits then contain it. `missing` has the words of the query that occur nowhere, if the hits are articles with the
 * rest.
 */
export interface SearchOutcome {
  hits: Hit[];
  total: number;
  corrected?: Spelling;
  missing?: string[];
  tiers: { tier: Tier; total: number }[];
  clauses: Clause[];
  problems: Problem[];
  /** Empty unless facets were asked for. */
  facets: FacetCounts[];
}

/**
 * The answer of a reader. `by` says what answered: the engine, or a plain text scan, which knows neither words nor other
 * spellings. `reason` is why the scan answered, or why the engine answered without the full lexicon; otherwise null.
 */
export interface ReaderOutcome extends SearchOutcome {
  by: 'engine' | 'scan';
  reason: PlainError | null;
}

/** The issue that articles come from: its date, `YYYY-MM-DD` or `YYYY-MM`, and its page. */
export interface Origin {
  date?: string;
  edition?: string;
}

/** The ranges of one piece of an article in which a query or a passage appears. */
export interface Mark extends Part {
  ranges: number[];
}

/**
 * A completion of what the user is typing. `typed` is the range of `text` that corresponds to what was typed. `count`
 * is the number of articles, at least 1, that contain `text` as typed, or all of its words if `kind` is `words`.
 */
export interface Suggestion {
  kind: 'author' | 'word' | 'collocation' | 'headline' | 'words';
  text: string;
  typed: number[];
  count: number;
}

/** A correction of a query that finds nothing; `count` articles, at least 1, contain all of it. */
export interface Correction {
  text: string;
  spelling: Spelling['kind'];
  count: number;
}

/** Recommendations for a user who has read an article. */
export interface Recommendations {
  /** What the article is about, compared with all others; `count` articles contain the word. */
  keywords: { text: string; weight: number; count: number }[];
  /** Articles about the same subjects, and the words they share with this one. */
  related: { article: string; score: number; shared: string[] }[];
  /** For each author of the article, their other articles. */
  sameAuthor: { name: string; articles: string[] }[];
}

/**
 * An error: a stable `code` for programs, and text for people. `place` is where it happened (a file, an address, a path
 * within JSON, a call) and `advice` what to do about it. None is ever empty. Calls reject with a `KanbaoError`, which has
 * the same properties; a call that was aborted, or whose reader moved on, rejects with an `AbortError`.
 *
 * @code too-large The input exceeds a limit.
 * @code bad-encoding The bytes are not valid text in the encoding that was detected.
 * @code bad-json The JSON is not a bulletin, or not a list of issues.
 * @code bad-src The address is not allowed: a link, or a bulletin that names its lexicon, must stay in the folder of the page's own `src` or list of issues, or in `src-scope`.
 * @code bad-request A call lacks an argument, or has one that is unknown or cannot be received.
 * @code not-connected The element is in no document.
 * @code not-found The server has no such file (HTTP 404).
 * @code network A file could not be fetched, or stopped arriving.
 * @code damaged A lexicon or WebAssembly file is not what it should be, or the page's policy forbids WebAssembly.
 * @code wrong-version A lexicon file has a version, or is made for folding rules, that this engine does not have.
 * @code wrong-lexicon The lexicon is of the wrong kind: its words are not folded.
 * @code wrong-origins The number of origins fits neither the number of articles nor one for all of them.
 * @code no-such-article There is no article with that identifier.
 * @code not-ready The engine was called before it was started or given what it needs.
 * @code empty The text that was opened contains no article.
 * @code no-engine A text cannot be opened because no engine runs.
 * @code unsupported The browser has no WebAssembly, or no SIMD in it.
 * @code no-worker The worker cannot be started.
 * @code engine-died The engine stopped unexpectedly, or did not answer in time. It restarts by itself.
 * @code engine-failed The engine could not be started; a plain scan answers.
 * @code engine-unsupported The engine cannot run in this browser; a plain scan answers.
 * @code cancelled The request was cancelled.
 * @code closed The engine was closed.
 * @code not-a-bulletin The file has no articles, or is no text, or no Chinese text (command line only).
 * @code mixed-pages The pages do not make one issue: their papers or dates differ, or one is given twice (command line only).
 * @code doubtful An editor should check something, and nothing else is wrong (command line only).
 * @code io A file could not be read or written (command line only).
 * @code unknown An error without a code.
 */
export interface PlainError {
  code: string;
  message: string;
  place: string;
  advice: string;
}

/** The engine's state. `failed` comes with the error that explains it. */
export type EngineState = 'loading' | 'ready' | 'failed' | 'restarting';

/** A file and, if known, its length in bytes and its SHA-256 (hexadecimal), which the download is checked against. */
export interface FileSpec {
  url: string | URL;
  bytes?: number;
  sha256?: string;
}

/** The options of `createEngine`. */
export interface EngineOptions {
  /**
   * The folder that contains `worker.js`, `kanbao_bg.wasm`, `kanbao_late.wasm`, `parser.js`, `parser_bg.wasm` and
   * `full.kbl`, relative to the page. Default: the script's own folder, or wherever a bundler put the files.
   */
  base?: string | URL;
  /**
   * Addresses of individual files that are not in `base`; relative ones are resolved against `base`, or against the
   * page without it. `engineWasm` is `kanbao_bg.wasm`, `deferredWasm` is `kanbao_late.wasm`, `parserScript` is
   * `parser.js`, `parserWasm` is `parser_bg.wasm` and `fullLexicon` is `full.kbl`.
   */
  files?: {
    worker?: string | URL;
    engineWasm?: string | URL;
    deferredWasm?: string | URL;
    parserScript?: string | URL;
    parserWasm?: string | URL;
    fullLexicon?: string | URL | FileSpec;
  };
  /**
   * Where the engine runs. `auto` (the default) uses a worker if one can be started, and the page's own thread if not.
   */
  mode?: 'auto' | 'worker' | 'main';
  /** Called whenever the state changes; for `failed`, with the error that explains it. */
  onState?: (state: EngineState, error?: PlainError) => void;
}

/** The options of `search`. */
export interface SearchRequest {
  /** Maximum number of hits. Default 10. */
  limit?: number;
  /** Number of hits to skip. Default 0. */
  offset?: number;
  /** The order of the hits. Default `relevance`. */
  sort?: Sort;
  /** Return only articles that meet these filters. */
  filters?: readonly Filter[];
  /** Whether to count facets. Default false. */
  facets?: boolean;
  /** If fewer than `limit` articles match, also look for other spellings of the query. Default true. */
  otherSpelling?: boolean;
  /** If fewer than `limit` articles match every word, also return articles that match some of them. Default true. */
  partialMatches?: boolean;
  /** Whether hits explain what their scores consist of. Default false. */
  explain?: boolean;
  /**
   * The number of days after which the bonus that recent articles receive is halved, counted back from the newest
   * article. Default 0: age does not matter.
   */
  halfLife?: number;
  /** The day that relative dates such as 近7天 count back from, `YYYY-MM-DD`. Default: today in the user's time zone. */
  today?: string;
  /** Aborting it rejects the search with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Displays a bulletin and searches it. Properties reflect the attributes of the same name (`headingLevel` is
 * `heading-level`). An attribute with a fixed
 * list of values treats any other value as the first one listed.
 *
 * @attr {string} lang The interface's language: `zh…`, `zh-Hant…` (also `zh-TW`, `zh-HK`, `zh-MO`) or `en…`. Default: the language of the nearest ancestor that declares one. Articles keep their own.
 *
 * @slot - Content shown without JavaScript, until the reader has loaded, and if the bulletin cannot be loaded (then below the error; not with `layout="page"`).
 * @slot header Above everything else.
 * @slot footer Below everything else.
 * @slot empty Shown when a search finds nothing.
 * @slot article-actions Beside an article's built-in tools.
 *
 * @cssstate loading The script or the bulletin is loading.
 * @cssstate front The front page is shown.
 * @cssstate results Search results are shown.
 * @cssstate article An article is shown.
 * @cssstate error The bulletin could not be loaded.
 * @cssstate searching A better answer is on its way.
 * @cssstate ready The engine can answer queries about the bulletin shown.
 *
 * @cssprop --kanbao-paper Page background colour.
 * @cssprop --kanbao-sheet Background colour of cards and fields.
 * @cssprop --kanbao-ink Text colour.
 * @cssprop --kanbao-soft Colour of secondary text.
 * @cssprop --kanbao-rule Colour of rules.
 * @cssprop --kanbao-edge Border colour of controls.
 * @cssprop --kanbao-accent Accent colour.
 * @cssprop --kanbao-mark Background colour of highlighted matches.
 * @cssprop --kanbao-serif Font family of articles and headlines.
 * @cssprop --kanbao-sans Font family of the interface.
 * @cssprop --kanbao-unit Base unit of all sizes. Default `1rem`; set it to `16px` if the page's root font size differs.
 * @cssprop --kanbao-measure Maximum line length of an article.
 * @cssprop --kanbao-gap Margins.
 * @cssprop --kanbao-radius Corner radius.
 * @cssprop --kanbao-top Height of any bar that the page keeps fixed at the top of the window.
 *
 * @csspart frame The whole reader.
 * @csspart bar The bar at the top, with brand and search.
 * @csspart brand The paper's name in the bar.
 * @csspart search The search form.
 * @csspart field The search field.
 * @csspart clear The button that clears the field.
 * @csspart opener The button that opens a file or a text.
 * @csspart content Everything between bar and footer.
 * @csspart foot The footer.
 * @csspart masthead The head of the front page.
 * @csspart issues Links to the previous and next issues and to the calendar, below the masthead.
 * @csspart items The list of articles on the front page.
 * @csspart item An article in that list.
 * @csspart lead The first article in that list.
 * @csspart section A section's name.
 * @csspart kicker The line above a headline.
 * @csspart subtitle The line below a headline.
 * @csspart byline The byline.
 * @csspart beginning The opening lines of an article on the front page.
 * @csspart photo A photo with its caption.
 * @csspart caption A caption.
 * @csspart credit The photo's credit.
 * @csspart found The summary above the results: how many articles were found, and how.
 * @csspart hits The list of results.
 * @csspart excerpt A passage of a result.
 * @csspart mark A highlighted match.
 * @csspart chip A condition that was understood in the query.
 * @csspart narrow The filters and the sort order.
 * @csspart reader The article.
 * @csspart facts The facts about an article: date, page and so on.
 * @csspart text The article's text.
 * @csspart tally The number of matches in the article, with buttons to step through them.
 * @csspart cancel The button that closes the search when it fills a phone's screen.
 * @csspart read The progress line of a long article.
 * @csspart turn Links to the previous and next articles.
 * @csspart tools The article's tools.
 * @csspart speaking The controls for reading aloud.
 * @csspart source The line naming the source, in print only.
 * @csspart notice A persistent notice.
 * @csspart passing A transient notice.
 * @csspart panel A panel over the page.
 * @csspart button A button with a text label.
 * @csspart look The button in the bar that opens the type and colour settings.
 * @csspart look-panel The panel with those settings.
 * @csspart choice A group of settings in that panel: type or colours.
 * @csspart keep The button that bookmarks an article.
 * @csspart kept The list of bookmarks on the front page.
 * @csspart resume The offer to return to where the user stopped reading.
 * @csspart elder The button on the front page that switches elder mode on and off.
 *
 * @fires kanbao-load
 * @fires kanbao-ready
 * @fires kanbao-search
 * @fires kanbao-article
 * @fires kanbao-select
 * @fires kanbao-look
 * @fires kanbao-error
 */
export interface KanbaoReaderElement extends HTMLElement {
  /**
   * The bulletin's address: an `issue.json` or a text file. Default `./issue.json`. The property returns the absolute
   * address, or `''` if the attribute is missing or is not an http or https address.
   */
  src: string;
  /**
   * The address of a list of issues (attribute `issues-src`), for a collection of several: `{"issues": [{"date": "2024-02-01", "edition": "1",
   * "src": "2024-02-01/issue.json"}]}`. Each `src` is relative to the list and must be inside its folder; `kanbao
   * issues` writes such a list. The front page then links to the previous and next issues and to a calendar. The issue
   * that the user chooses is recorded in the page's address (`src=…`) if the reader has one, and in `src` otherwise.
   * The property returns the absolute address, or `''` if the attribute is missing or is not an http or https address.
   */
  issuesSrc: string;
  /**
   * The folder that addresses in links (`?src=…`), and the files that a bulletin names (its lexicon), must be inside
   * (attribute `src-scope`). Default: the folder of the list of issues for a link that chooses one of them, otherwise the
   * folder of `src`. End it with a slash.
   */
  srcScope: string;
  /** The query. Updated as the user searches. */
  query: string;
  /**
   * The `id` of the article shown; null if none is. Updated as the user navigates. In markup, a position counted from 1
   * does as well.
   */
  article: string | null;
  /** A passage of the article to highlight. */
  passage: string;
  /**
   * A template for the addresses of articles, if they are read on other pages: an http or https address, relative to
   * the page, with the placeholders `{article}` (its `id`), `{query}`, `{passage}` and `{src}` (the issue, as named in the
   * list of issues), for example `article.html?id={article}&q={query}`.
   */
  href: string;
  /**
   * The page's heading level, 1 to 6, at which the reader's own headings start (attribute `heading-level`). Null: 2, or 1
   * with `layout="page"`.
   */
  headingLevel: number | null;
  /**
   * What to add when 40 characters or more of an article are copied: `source` (the default) adds a source line in the
   * reader's own words, `plain` adds nothing, and any other value is used as the line, with the placeholders
   * `{headline}`, `{paper}`, `{date}`, `{edition}` and `{address}`.
   */
  copy: string;
  /** The colours, until the user chooses others. `auto` follows the device's light or dark setting. */
  theme: 'auto' | 'light' | 'dark' | 'sepia';
  /** The type size, until the user chooses another. `elder` shows no text below 18 points and none in grey. */
  size: 'medium' | 'small' | 'large' | 'elder';
  /**
   * `embed`: the reader is part of a page. `page`: it is the whole page; its parts become landmarks and its bar stays
   * in view.
   */
  layout: 'embed' | 'page';
  /**
   * Which part of the page's address the reader may use for what is shown: none, the fragment (`hash`), or the query
   * string (`query`, which also sets the title).
   */
  routing: 'none' | 'hash' | 'query';
  /** Where keyboard shortcuts work and files may be dropped: inside the reader, or anywhere on the page. */
  shortcuts: 'inside' | 'page';
  /**
   * When the reader loads: near the viewport, on pointer or on focus (`lazy`), at once (`eager`), on pointer or focus only
   * (`intent`), or when called (`manual`).
   */
  loading: 'lazy' | 'eager' | 'intent' | 'manual';
  /** Whether the reader may store settings, bookmarks and the last place read on the device. */
  storage: boolean;
  /** Whether a service worker beside the script keeps what is read for offline use. */
  offline: boolean;
  /**
   * A bulletin as data, used instead of `src`. If `issues-src` is set, the bulletin's date and edition determine its place
   * in the list. When the user chooses another issue, the page's address records it; if the reader uses no address,
   * `data` becomes `null` and `src` is set to that issue.
   */
  data: PlainIssue | null;
  /**
   * Where the engine's files are and where it runs, if the defaults (beside the script, in a worker if possible) do not
   * fit. Read when the reader starts.
   */
  engine: Pick<EngineOptions, 'base' | 'files' | 'mode'> | null;
  /**
   * Loads and starts the reader, wherever the element is on the page. Rejects with the code `not-connected` if it is in no
   * document.
   */
  load(): Promise<void>;
  /**
   * Opens a text, a file or a bulletin in place of the published one. `name` is the name shown for it (a `File` keeps
   * its own). Resolves once all of it can be searched, by words and in other spellings; if the engine or the full lexicon
   * cannot be had, once that is known. Rejects with a `KanbaoError` if it cannot be read, or if the engine refuses it.
   */
  open(source: string | Blob | PlainIssue, options?: { name?: string }): Promise<void>;
  /**
   * Searches and shows the results. Resolves with the last answer (not with a provisional one) once it is shown, or with
   * null for an empty query. `limit` (default 10, at most 1000) is the number of hits. Rejects with a `KanbaoError` if an
   * argument is missing or unknown, or if the engine refuses the bulletin; with the reason of `signal` if it is aborted;
   * with an `AbortError` if the query changes or the element is removed in the meantime.
   */
  search(
    query: string,
    options?: { filters?: readonly Filter[]; sort?: Sort; limit?: number; signal?: AbortSignal },
  ): Promise<ReaderOutcome | null>;
  /** Shows an article by its `id`, for example `showArticle(hits[0].article)`. Rejects with `no-such-article`. */
  showArticle(id: string): Promise<void>;
  /** Moves the focus to the search field. */
  focusSearch(): Promise<void>;
  /** Prints what the reader shows, with its source, and nothing else of the page. */
  print(): Promise<void>;
}

/**
 * A search field on its own. Its results appear below it and link to the pages given by `href`, or are read in place.
 */
export interface KanbaoSearchElement extends KanbaoReaderElement {}

/** A single article: the first, or the one that `article` names, with `query` or `passage` highlighted. */
export interface KanbaoArticleElement extends KanbaoReaderElement {}

/**
 * Each event bubbles, crosses shadow roots and has a frozen `detail`. An `article` is its `id`; in `kanbao-load` and
 * `kanbao-ready`, `articles` is their number. Only `kanbao-select` can be cancelled.
 */
export interface KanbaoEvents {
  /**
   * A bulletin is shown. `local` is the name it was opened under if it came from the device, null if it is published.
   */
  'kanbao-load': CustomEvent<{ paper: string; date: string; edition: string; articles: number; local: string | null }>;
  /** The engine can answer queries about the bulletin shown; once for each. */
  'kanbao-ready': CustomEvent<{ articles: number }>;
  /**
   * A query was answered. `provisional` is true while a better answer is on its way: after the plain scan's, and after the
   * engine's before it has tried other spellings or has the full lexicon. It is false once for each question (query,
   * filters, order and number of hits). `by` says what answered.
   */
  'kanbao-search': CustomEvent<{
    query: string;
    total: number;
    provisional: boolean;
    by: 'engine' | 'scan';
    articles: readonly string[];
  }>;
  /** An article is shown. */
  'kanbao-article': CustomEvent<{ article: string; headline: string }>;
  /** The user chose an article. `preventDefault()` leaves it to the page to show it. */
  'kanbao-select': CustomEvent<{ article: string; headline: string; query: string }>;
  /** The user changed the type size or the colours; the detail has both current values. */
  'kanbao-look': CustomEvent<{
    size: 'medium' | 'small' | 'large' | 'elder';
    theme: 'auto' | 'light' | 'dark' | 'sepia';
  }>;
  /** Something went wrong; the detail has a code for programs and text for people. */
  'kanbao-error': CustomEvent<PlainError>;
}

/**
 * An element's attributes and properties in JSX (React 19): all optional, beside what every element of HTML takes, and
 * events under their own names (`onkanbao-search`).
 */
export type KanbaoProps<E> = Partial<Omit<E, keyof HTMLElement>> & {
  [K in keyof KanbaoEvents as `on${K}`]?: (event: KanbaoEvents[K]) => void;
} & {
  ref?: unknown;
  key?: string | number | null;
  id?: string;
  className?: string;
  lang?: string;
  slot?: string;
  style?: unknown;
  children?: unknown;
  'issues-src'?: string;
  'src-scope'?: string;
  'heading-level'?: number;
};

/** The elements in JSX, for `JSX.IntrinsicElements`, and in Vue's templates, for `GlobalComponents`. */
export interface KanbaoIntrinsicElements {
  'kanbao-reader': KanbaoProps<KanbaoReaderElement>;
  'kanbao-search': KanbaoProps<KanbaoSearchElement>;
  'kanbao-article': KanbaoProps<KanbaoArticleElement>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kanbao-reader': KanbaoReaderElement;
    'kanbao-search': KanbaoSearchElement;
    'kanbao-article': KanbaoArticleElement;
  }
  interface HTMLElementEventMap extends KanbaoEvents {}
}
