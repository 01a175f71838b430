// An article that is chosen in one reader is read in the other.
const [one, other] = ['zh', 'en'].map((id) => document.getElementById(id));
one.addEventListener('kanbao-select', (event) => {
  event.preventDefault();
  other.showArticle(event.detail.article);
});
