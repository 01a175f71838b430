// In your own project: import { createEngine } from 'kanbao/engine'.
import { createEngine } from '../engine.js';

const input = document.querySelector('#q');
const count = document.querySelector('#count');
const hits = document.querySelector('#hits');
const engine = createEngine();

/** Fetches an issue and the lexicon that was published with it. */
async function open(address) {
  const url = new URL(address, location.href);
  const issue = await (await fetch(url)).json();
  const lexicon = await (await fetch(new URL(issue.lexicon.file, url))).arrayBuffer();
  await engine.openBulletin(issue, lexicon);
}

/** Returns a text's nodes with its matches marked: elements and text, no HTML strings. */
function marked({ text, ranges }) {
  const nodes = [];
  let done = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(ranges[i], ranges[i + 1]);
    nodes.push(text.slice(done, ranges[i]), mark);
    done = ranges[i + 1];
  }
  return [...nodes, text.slice(done)];
}

function item({ article, headline, excerpts }) {
  const link = document.createElement('a');
  link.href = `./plain.html#a=${encodeURIComponent(article)}`;
  link.append(...marked(headline));
  const heading = document.createElement('h2');
  heading.append(link);
  const node = document.createElement('li');
  node.append(heading);
  for (const excerpt of excerpts) {
    const passage = document.createElement('p');
    passage.append(excerpt.cutBefore ? '…' : '', ...marked(excerpt), excerpt.cutAfter ? '…' : '');
    node.append(passage);
  }
  return node;
}

let asking = new AbortController();

async function search() {
  asking.abort();
  asking = new AbortController();
  const query = input.value.trim();
  try {
    const outcome = query ? await engine.search(query, { signal: asking.signal }) : { hits: [], total: 0 };
    hits.replaceChildren(...outcome.hits.map(item));
    count.textContent = query && `${outcome.total} 篇`;
  } catch (error) {
    if (error.name !== 'AbortError') count.textContent = error.message;
  }
}

// Text composed with an input method is searched when the composition ends.
input.addEventListener('input', (event) => event.isComposing || search());
input.addEventListener('compositionend', search);
input.form.addEventListener('submit', (event) => event.preventDefault());
open('../sample/issue.json').then(search, (error) => {
  count.textContent = error.message;
});
