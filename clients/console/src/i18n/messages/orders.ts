import type { Pairs } from '@/i18n/pairs'

export const orders = {
  detail: ['订单详情', 'Order'], aftersales: ['售后处理', 'After-sales'], empty: ['没有符合条件的订单', 'No such orders'],
  tab: {
    all: ['全部', 'All'], pending: ['待付款', 'Unpaid'], to_ship: ['待发货', 'To ship'], shipped: ['已发货', 'Shipped'],
    completed: ['已完成', 'Completed'], closed: ['已关闭', 'Closed'], aftersale: ['售后中', 'After-sale'],
  },
  f: { q: ['订单号 / 收货人 / 手机号', 'Number / receiver / phone'], flag: ['旗标', 'Flag'], any: ['不限', 'Any'], from: ['开始日期', 'From'], to: ['结束日期', 'To'] },
  flag: {
    0: ['无旗标', 'No flag'], 1: ['红旗', 'Red'], 2: ['黄旗', 'Yellow'], 3: ['绿旗', 'Green'], 4: ['蓝旗', 'Blue'], 5: ['紫旗', 'Purple'],
  },
  note: ['备注', 'Note'], noteHint: ['只有商家看得到', 'Seen by staff only'], buyerSays: ['买家留言', 'Buyer says'],
  act: { ship: ['发货', 'Ship'], close: ['关闭订单', 'Close'], note: ['备注', 'Note'], answer_aftersale: ['处理售后', 'Answer'] },
  no: ['订单号', 'Number'], placed: ['下单时间', 'Placed'], paid: ['付款时间', 'Paid'], member: ['买家', 'Buyer'], receiver: ['收货人', 'Receiver'],
  count: ['共 {n} 件', '{n} pcs'], payable: ['实付', 'Total'], freight: ['含运费', 'Freight'],
  deadline: ['{at} 前未付款自动关闭', 'Closes at {at} unless paid'], autoReceive: ['{at} 自动确认收货', 'Received by itself at {at}'],
  part: {
    steps: ['订单进度', 'Progress'], goods: ['商品', 'Goods'], price: ['费用', 'Price'], address: ['收货信息', 'Delivery'], payments: ['支付记录', 'Payments'],
    parcels: ['包裹', 'Parcels'], wechat: ['微信发货信息', 'WeChat shipping info'], refunds: ['退款', 'Refunds'], aftersale: ['售后', 'After-sale'],
  },
  copyAddress: ['复制收货信息', 'Copy address'], noParcel: ['还没有包裹', 'No parcels'], noPayment: ['还没有支付记录', 'No payments'], noWechat: ['这笔订单不用上传，或还没发货', 'Nothing to upload yet'],
  wechat: { queued: ['等待上传', 'Waiting'], uploaded: ['已上传微信', 'Uploaded'], failed: ['上传失败', 'Failed'] },
  tradeNo: ['商户单号', 'Trade no.'], txId: ['微信支付单号', 'WeChat transaction'], channel: ['渠道', 'Channel'], status: ['状态', 'State'], amount: ['金额', 'Amount'],
  channels: { weapp: ['小程序', 'Mini program'], h5_wechat: ['公众号 H5', 'H5 in WeChat'], h5_browser: ['浏览器 H5', 'H5 in a browser'] },
  payState: {
    created: ['已创建', 'Created'], prepaid: ['待支付', 'Open'], open: ['待支付', 'Open'], paying: ['支付中', 'Paying'], succeeded: ['已支付', 'Paid'], success: ['已支付', 'Paid'], paid: ['已支付', 'Paid'],
    closed: ['已关闭', 'Closed'], refunded: ['已退款', 'Refunded'], refunding: ['退款中', 'Refunding'], failed: ['失败', 'Failed'], processing: ['处理中', 'Working'], requested: ['待处理', 'Requested'], abnormal: ['异常', 'Abnormal'],
  },
  ship: {
    title: ['发货', 'Ship'], number: ['运单号', 'Tracking no.'], numberHint: ['输入或扫码，自动识别快递公司', 'Type or scan, the carrier is recognised'], carrier: ['快递公司', 'Carrier'],
    recognised: ['已识别', 'Recognised'], unknown: ['没认出来，请选快递公司', 'Not recognised, choose one'], go: ['发货', 'Ship'], goNext: ['发货并处理下一单', 'Ship, then next'],
    done: ['{no} 已发货', '{no} shipped'], last: ['待发货的都处理完了', 'Nothing left to ship'], left: ['后面还有 {n} 单', '{n} more'], enter: ['回车发货', 'Enter ships'], badNumber: ['运单号是 6 到 32 位字母或数字', '6 to 32 letters or digits'],
  },
  close: { title: ['关闭订单', 'Close order'], reason: ['关闭原因', 'Reason'], done: ['订单已关闭', 'Closed'], reasons: { stock: ['缺货', 'Out of stock'], buyer: ['买家不想要了', 'Buyer changed mind'], wrong: ['信息填错', 'Wrong details'], unpaid: ['未及时付款', 'Not paid in time'] } },
  as: {
    tab: { requested: ['待处理', 'To answer'], all: ['全部', 'All'] }, reason: ['申请原因', 'Reason'], amount: ['退款金额', 'Refund'],
    agree: ['同意退款', 'Agree'], refuse: ['拒绝', 'Refuse'], answer: ['拒绝原因', 'Why not'], answerHint: ['会告诉买家', 'The buyer will read it'],
    agreeAsk: ['同意后款项原路退回买家，不能撤回：', 'The money goes back at once:'], agreed: ['已同意，退款处理中', 'Agreed, refund on its way'], refused: ['已拒绝', 'Refused'],
    status: { requested: ['待处理', 'Requested'], refunding: ['退款中', 'Refunding'], refunded: ['已退款', 'Refunded'], refused: ['已拒绝', 'Refused'], cancelled: ['已撤销', 'Cancelled'] },
    empty: ['没有售后申请', 'No requests'], at: ['申请时间', 'Requested'],
  },
  m: {
    search: ['昵称 / 手机号 / 邮箱', 'Name / phone / e-mail'], name: ['客户', 'Customer'], contact: ['联系方式', 'Contact'], channels: ['来源', 'Channels'], orders: ['订单数', 'Orders'],
    paid: ['累计消费', 'Spent'], since: ['加入时间', 'Since'], seen: ['最近来访', 'Last seen'], empty: ['还没有客户', 'No customers yet']
  },
} satisfies Pairs
