// Which article, and what is marked in it: as the address says.
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
