import type { Pairs } from '@/i18n/pairs'

export const money = {
  paid: ['累计收款', 'Received'],
  refunded: ['累计退款', 'Refunded'],
  paidCount: ['收款笔数', 'Payments'],
  openCount: ['待支付笔数', 'Open'],
  list: ['收款记录', 'Payments'],
  subject: ['内容', 'Subject'],
  refundedCol: ['已退', 'Refunded'],
  at: ['创建时间', 'Created'],
  paidAt: ['支付时间', 'Paid at'],
  any: ['全部状态', 'All states'],
  empty: ['还没有收款', 'No payments yet'],
  hint: [
    '钱款由微信支付直接结算到你的商户号，本系统不经手资金',
    'WeChat Pay settles straight to your merchant account',
  ],
} satisfies Pairs
