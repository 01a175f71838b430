/** The text of issues.js in simplified Chinese: the other issues and the calendar. */
export const strings = {
  issuesTitle: '往期',
  prevIssue: '上一期',
  nextIssue: '下一期',
  calendar: '日历',
  month: '月份',
  prevMonth: '上个月',
  nextMonth: '下个月',
  noIssue: (/** @type {string} */ day) => `${day}，没有报纸`,
  issuesOfDay: (/** @type {string} */ day, /** @type {number} */ n) => (n === 1 ? day : `${day}，${n} 份`),
  issueIs: (/** @type {string[]} */ parts) => `已打开 ${parts.join('，')}`,
  issueFailed: (/** @type {string} */ which) => `${which} 没有取到。`,
  issuesFailed: '往期目录没有取到。',
  listError: /** @type {Record<string, string>} */ ({
    'not-found': '找不到目录文件。',
    'bad-json': '文件不是看报能读的目录。',
    'bad-src': '目录里的地址只能是目录所在文件夹里的文件。',
    empty: '目录里一期也没有。',
  }),
};
