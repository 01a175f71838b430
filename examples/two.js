// An article chosen in one reader is shown in the other.
const [one, other] = ['zh', 'en'].map((id) => document.getElementById(id));
one.addEventListener('kanbao-select', (event) => {
  event.preventDefault();
  other.showArticle(event.detail.article);
});
