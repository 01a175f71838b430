/** The text of alone.js in simplified Chinese. */
export const strings = {
  noArticle: '没有这篇文章。',
};
