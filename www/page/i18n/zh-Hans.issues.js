/** The text of issues.js in simplified Chinese: the other issues and the calendar. */
export const strings = {
  issuesTitle: '往期',
  prevIssue: '上一期',
  nextIssue: '下一期',
  calendar: '日历',
  month: '月份',
  prevMonth: '上个月',
  nextMonth: '下个月',
  noIssue: (/** @type {string} */ day) => `${day}，无报纸`,
  issuesOfDay: (/** @type {string} */ day, /** @type {number} */ n) => (n === 1 ? day : `${day}，${n} 份`),
  issueIs: (/** @type {string[]} */ parts) => `已打开 ${parts.join('，')}`,
  issueFailed: (/** @type {string} */ which) => `${which} 加载失败。`,
  issuesFailed: '往期目录加载失败。',
  listError: /** @type {Record<string, string>} */ ({
    'not-found': '找不到往期目录。',
    'bad-json': '文件不是看报支持的目录。',
    'bad-src': '目录中的地址只能指向目录所在文件夹内的文件。',
    empty: '目录中没有任何一期。',
  }),
};
