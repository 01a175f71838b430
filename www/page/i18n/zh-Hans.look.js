/** The text of look-panel.js in simplified Chinese: type and colours. */
export const strings = {
  lookTitle: '字号与配色',
  looks: { size: '字号', theme: '配色' },
  look: {
    size: { small: '小', medium: '中', large: '大', elder: '长辈版' },
    theme: { auto: '自动', light: '浅色', dark: '深色', sepia: '米黄' },
  },
  lookKept: '选择保存在本机。',
  lookNow: '选择只在本次有效。',
  lookUndo: '恢复原样',
  elderIs: '已换成长辈版：字大，对比强。',
  elderWas: '已退出长辈版。',
};
