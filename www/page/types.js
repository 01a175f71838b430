/**
 * The types that the page's modules share; no code. Data exchanged with the engine is described in ../kanbao.d.ts.
 *
 * @typedef {import('../kanbao.js').PlainPerson} PlainPerson
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {import('../kanbao.js').OpenedText} OpenedText
 * @typedef {import('../kanbao.js').Field} FieldName
 * @typedef {import('../kanbao.js').Excerpt} Excerpt
 * @typedef {import('../engine/outcome.js').NumberedHit} Hit
 * @typedef {import('../engine/outcome.js').NumberedOutcome} SearchOutcome
 * @typedef {import('../kanbao.js').Mark} Mark
 * @typedef {import('../kanbao.js').Suggestion} Suggestion
 * @typedef {import('../kanbao.js').Correction} Instead
 * @typedef {import('../kanbao.js').Recommendations} Onward
 * @typedef {import('../kanbao.js').Clause} Clause
 * @typedef {import('../kanbao.js').Filter} Filter
 * @typedef {import('../kanbao.js').Sort} Sort
 * @typedef {import('../kanbao.js').FacetCounts} FacetCounts
 *
 * @typedef {import('../engine/errors.js').RawError} Problem what went wrong; empty texts are filled in for programs only
 *
 * @typedef {Pick<OpenedText, 'repairs' | 'doubts' | 'setAside'>} Report what the parser repaired and doubts
 *
 * @typedef {{text: string, opened: OpenedText}} Proof a text, and what the parser made of it
 *
 * @typedef {object} Bulletin
 * @property {number} id numbers the bulletins opened in this page
 * @property {string | null} local the name it was opened under on this device; null: published
 * @property {PlainIssue} issue
 * @property {Report | null} report
 * @property {string} encoding
 * @property {Proof | null} [proof] what the desk starts from, if the bulletin was a text
 *
 * @typedef {object} Route what the address bar holds
 * @property {string} q the query
 * @property {number | null} a the article's index, from 0
 * @property {string | null} id the identifier of the article that is wanted, until the bulletin has arrived, or if it has no such
 * article
 * @property {string | null} passage a passage of the article that the address quotes
 * @property {string | null} local the name of a bulletin from this device
 * @property {readonly Filter[]} filters in the order of the facets
 * @property {Sort} sort
 *
 * @typedef {'idle' | 'loading' | 'ready' | 'restarting' | 'failed' | 'unsupported'} EngineStatus
 * @typedef {{status: 'none' | 'loading' | 'ready' | 'failed', loaded: number, total: number}} LexiconState
 *
 * @typedef {object} Answer
 * @property {string} question what it answers: query, filters and order as one string
 * @property {number} bulletin the id of the bulletin it is about
 * @property {boolean} provisional whether it is less than the engine's answer: the plain scan's, or empty because the lower tiers were not asked yet
 * @property {boolean} partial whether the engine answers once more when the deferred module or the full lexicon has arrived
 * @property {number} limit how many hits were requested
 * @property {boolean} plain whether it is the plain scan's
 * @property {Problem | null} problem why the engine did not answer this question, and will not
 * @property {SearchOutcome} outcome
 *
 * @typedef {object} MarkSet where a query or a quoted passage appears in one article
 * @property {string} q
 * @property {number} bulletin
 * @property {number} article
 * @property {boolean} provisional
 * @property {readonly Mark[]} marks
 *
 * @typedef {object} State
 * @property {Route} route
 * @property {number} limit how many results are requested
 * @property {Bulletin | null} published
 * @property {Bulletin | null} local
 * @property {Problem | null} loadError why the published bulletin is missing
 * @property {EngineStatus} engine
 * @property {Problem | null} trouble why the engine failed
 * @property {number} held the id of the bulletin that the engine holds; 0: none
 * @property {{bulletin: number, problem: Problem} | null} refused the id of the bulletin that the engine refused, and why
 * @property {LexiconState} lexicon the full lexicon, needed for bulletins from this device
 * @property {Answer | null} answer
 * @property {MarkSet | null} marks
 * @property {boolean} explain whether the results explain their ranking
 * @property {boolean} opener whether the panel for opening a bulletin is shown
 * @property {string | null} opening the name of the bulletin being opened
 * @property {Problem | null} openError
 * @property {boolean} report whether the panel of repairs and doubts is shown
 * @property {boolean} online
 * @property {boolean} update whether a newer version of the page is ready
 *
 * @typedef {{type: 'route', route: Route, limit?: number}
 *   | {type: 'type', q: string}
 *   | {type: 'search', q: string}
 *   | {type: 'show', article: number | string | null}
 *   | {type: 'quote', passage: string | null}
 *   | {type: 'narrow', filters?: readonly Filter[], sort?: Sort}
 *   | {type: 'more'}
 *   | {type: 'explain', on: boolean}
 *   | {type: 'home'}
 *   | {type: 'loaded', bulletin: Bulletin}
 *   | {type: 'loadFailed', problem: Problem}
 *   | {type: 'reload', anew?: boolean, route?: Route}
 *   | {type: 'engine', status: EngineStatus, problem?: Problem}
 *   | {type: 'held', bulletin: number}
 *   | {type: 'refused', refused: State['refused']}
 *   | {type: 'lexicon', lexicon: LexiconState}
 *   | {type: 'answer', answer: Answer}
 *   | {type: 'marks', marks: MarkSet}
 *   | {type: 'opener', shown: boolean}
 *   | {type: 'opening', name: string}
 *   | {type: 'opened', bulletin: Bulletin}
 *   | {type: 'openFailed', problem: Problem}
 *   | {type: 'report', shown: boolean}
 *   | {type: 'online', online: boolean}
 *   | {type: 'update'}} Action
 * `anew`: load another bulletin instead of retrying the same one; `route`: what of it to show
 *
 * @typedef {(action: Action) => void} Dispatch
 */
export {};
