// The address says which article to show and what to highlight in it.
const asked = new URLSearchParams(location.search);
const element = document.querySelector('kanbao-article');
for (const [name, attribute] of [
  ['id', 'article'],
  ['q', 'query'],
  ['passage', 'passage'],
]) {
  if (asked.has(name)) element.setAttribute(attribute, asked.get(name));
}
element.addEventListener('kanbao-article', ({ detail }) => {
  document.title = `${detail.headline} · 苇湾新闻网`;
});
