import type { Pairs } from '@/i18n/pairs'

export const overview = {
  todo: {
    title: ['待办', 'To do'], to_ship: ['待发货', 'To ship'], pending: ['待付款', 'Unpaid'], aftersale: ['待处理售后', 'After-sales'],
    low_stock: ['库存紧张', 'Low stock'], unanswered_reviews: ['待回复评价', 'Reviews to answer'],
  },
  today: ['今日', 'Today'], yesterday: ['昨日 {n}', 'Yesterday {n}'], yesterdayWord: ['昨日', 'Yesterday'],
  figure: { orders: ['下单数', 'Orders'], paid_orders: ['支付订单', 'Paid orders'], paid_fen: ['支付金额', 'Paid'] },
  week: ['近 7 天', 'Last 7 days'], weekAmount: ['支付金额（元）', 'Paid (yuan)'], weekOrders: ['支付订单（笔）', 'Paid orders'],
  checklist: ['开店清单', 'Opening checklist'], checkDone: ['{done} / {all} 已完成', '{done} of {all} done'], go: ['去完成', 'Do it'], ready: ['已完成', 'Done'],
  storefront: ['我的商城', 'My mall'], open: ['打开商城', 'Open'], scan: ['手机扫码访问', 'Scan with a phone'], shareHint: ['把链接或二维码发给顾客', 'Send the link or the code to customers'],
  marketing: {
    title: ['推广素材', 'Share'], later: ['优惠券、满减将在后续版本提供', 'Coupons and discounts will come in a later version'], h5: ['H5 商城链接', 'H5 mall link'], weapp: ['小程序', 'Mini program'],
    weappHint: ['小程序 AppID {appid}，在微信里搜索小程序名称即可打开', 'AppID {appid}, found in WeChat by its name'], none: ['还没有接入渠道，先去「渠道」完成接入', 'No channel yet, set one up first'], toChannels: ['去接入渠道', 'Set up channels'],
    saveQr: ['下载二维码', 'Download code'], browserHint: ['微信外的浏览器也能浏览', 'Opens in any browser'],
  },
  data: { date: ['日期', 'Date'], sum: ['合计', 'Sum'], average: ['笔单价', 'Per order'], hint: ['只统计已支付的订单，按北京时间', 'Paid orders only, Beijing time'] },
} satisfies Pairs
