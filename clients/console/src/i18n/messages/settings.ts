import type { Pairs } from '@/i18n/pairs'

export const settings = {
  part: { shop: ['店铺信息', 'Shop'], rules: ['订单规则', 'Order rules'], staff: ['员工', 'Staff'], audit: ['操作日志', 'Audit log'], jobs: ['任务队列', 'Jobs'], account: ['我的账号', 'My account'] },
  name: ['店铺名称', 'Name'], logo: ['店铺标志', 'Logo'], notice: ['店铺公告', 'Notice'], phone: ['客服电话', 'Service phone'], hours: ['客服时间', 'Service hours'], hoursHint: ['例如：每天 9:00-21:00', 'e.g. daily 9:00-21:00'],
  unpaid: ['未付款自动关闭', 'Close unpaid orders after'], minutes: ['分钟后', 'minutes'], unpaidHint: ['5 到 1440 分钟，关闭后库存自动退回', '5 to 1440 minutes; the stock goes back'],
  receive: ['发货后自动确认收货', 'Receive shipped orders after'], days: ['天后', 'days'], receiveHint: ['1 到 30 天', '1 to 30 days'],
  staff: { email: ['邮箱', 'E-mail'], role: ['角色', 'Role'], hint: ['邀请员工将在后续版本提供', 'Inviting staff will come in a later version'] },
  roles: { owner: ['店主', 'Owner'], admin: ['管理员', 'Admin'], staff: ['员工', 'Staff'], viewer: ['只读', 'Viewer'] },
  audit: { at: ['时间', 'Time'], actor: ['操作人', 'By'], action: ['操作', 'Action'], object: ['对象', 'Object'], change: ['变更', 'Change'], empty: ['还没有操作记录', 'Nothing yet'], before: ['改前', 'Before'], after: ['改后', 'After'] },
  jobs: {
    hint: ['微信消息、发货上传、图片抓取等后台任务。失败的可以重试，重试不会重复生效。', 'Background work. Retrying never does a thing twice.'], waiting: ['等待中', 'Waiting'], failed: ['失败', 'Failed'], topic: ['任务', 'Job'], attempts: ['已尝试', 'Attempts'],
    runAt: ['下次执行', 'Next run'], error: ['最近的错误', 'Last error'], emptyFailed: ['没有失败的任务', 'No failed jobs'], emptyWaiting: ['没有等待中的任务', 'No waiting jobs'], retried: ['已重新排队', 'Queued again'],
  },
} satisfies Pairs
