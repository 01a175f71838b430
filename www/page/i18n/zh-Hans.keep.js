/** The text of keep.js in simplified Chinese: bookmarks and the last place. */
export const strings = {
  keep: '收藏',
  keptIs: '已收藏',
  keptNot: '已取消收藏',
  keptTitle: '我的收藏',
  lastPlace: '上次读到',
  readUpTo: (/** @type {string} */ headline) => `上次读到《${headline}》`,
  goOn: '接着读',
};
