// Compiled, not run: what a page's TypeScript program may do, and what it may not.
import { KanbaoReader } from 'kanbao';
import type { KanbaoIntrinsicElements, KanbaoReaderElement, PlainIssue, SearchOutcome } from 'kanbao';
import { createEngine, KanbaoError } from 'kanbao/engine';

const reader = document.createElement('kanbao-reader');
const same: KanbaoReaderElement = new KanbaoReader();
reader.theme = 'sepia';
reader.engine = { base: '/kanbao/', mode: 'main' };
// @ts-expect-error no such theme
same.theme = 'pink';
// @ts-expect-error an article is a string
reader.article = 3;

export async function search(query: string): Promise<number> {
  const outcome: SearchOutcome | null = await reader.search(query, {
    sort: 'newest',
    filters: [{ facet: 'author', value: '沈砚' }],
  });
  return outcome?.total ?? 0;
}

reader.addEventListener('kanbao-article', ({ detail }) => {
  const headline: string = detail.headline;
  // @ts-expect-error the detail has no such property
  return headline + detail.query;
});

export async function alone(issue: PlainIssue): Promise<string[]> {
  const engine = createEngine({ onState: (state) => state === 'ready' });
  try {
    await engine.openBulletin(issue, null);
    const { hits } = await engine.search('渡口', { limit: 3 });
    return hits.map(({ headline }) => headline.text);
  } catch (error) {
    return error instanceof KanbaoError ? [error.code] : [];
  } finally {
    engine.close();
  }
}

/** The class can be extended and is a type; articles are named by a string. */
export class Mine extends KanbaoReader {
  async first(query: string): Promise<'engine' | 'scan' | undefined> {
    const outcome = await this.search(query, { limit: 3, signal: AbortSignal.abort() });
    const id: string | undefined = outcome?.hits[0]?.article;
    if (id) await this.showArticle(id);
    return outcome?.by;
  }
}
export const made: KanbaoReader = new Mine();
made.headingLevel = 3;
made.loading = 'eager';

/** What JSX takes (`import 'kanbao/react'`, `import 'kanbao/vue'` add it to the frameworks' own). */
export const props: KanbaoIntrinsicElements['kanbao-reader'] = {
  src: './issue.json',
  routing: 'hash',
  'issues-src': './issues.json',
  'onkanbao-search': ({ detail }) => detail.by,
};
// @ts-expect-error no such routing
props.routing = 'fragment';
