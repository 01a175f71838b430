/** The text of tools.js in simplified Chinese: the source line, sharing, reading aloud. */
export const strings = {
  source: (/** @type {string[]} */ parts) => `来源：${parts.join('，')}`,
  share: '分享',
  shareCopied: '已复制',
  shareFailed: '未能分享',
  listen: '朗读',
  pause: '暂停',
  resume: '继续',
  stop: '停止',
  speed: '语速',
};
