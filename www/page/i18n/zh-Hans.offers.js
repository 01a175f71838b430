/** What offers.js says in simplified Chinese: suggestions, the way on from a query and from an article. */
export const strings = {
  offered: '可能要查',
  offerKind: { author: '作者', word: '', collocation: '', headline: '标题' },
  instead: '也许要查：',
  why: '说明为什么这样排列',
  score: (/** @type {string} */ sum, /** @type {string[]} */ parts) => `得 ${sum} 分：${parts.join('，')}`,
  part: (/** @type {string} */ name, /** @type {string} */ value) => `${name} ${value}`,
  parts: {
    words: '词语', whole: '整句照原样', headline: '整句在标题里', inside: '在更长的词里', order: '词序相同',
    near: '彼此靠近', start: '在文章开头', recent: '日期较新', spelling: '写法相近',
  },
  onward: '读完之后',
  keywords: '关键词',
  related: '相关文章',
  shared: (/** @type {string[]} */ words) => `都说到${words.join('')}`,
  sameAuthor: (/** @type {string} */ name) => `${name}的其他文章`,
  allBy: (/** @type {number} */ n) => `全部 ${n} 篇`,
  linkPassage: '链接到这一段',
  linkCopied: '链接已复制。',
  linkInAddress: '链接在地址栏里，可以复制。',
};
