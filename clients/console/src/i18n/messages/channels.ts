import type { Pairs } from '@/i18n/pairs'

export const channels = {
  hint: ['接好渠道，顾客才能在微信里打开商城、登录和付款', 'Customers open, log in and pay through these'],
  weapp: ['微信小程序', 'WeChat mini program'], h5: ['公众号（微信内 H5）', 'Service account (H5 in WeChat)'], pay: ['微信支付', 'WeChat Pay'], templates: ['订阅消息模板', 'Subscribe messages'],
  on: ['已接入', 'Set up'], off: ['未接入', 'Not set up'], set: ['已设置', 'Set'], unset: ['未设置', 'Not set'], secretHint: ['已设置，不修改请留空', 'Set; leave empty to keep it'],
  appid: ['AppID', 'AppID'], secret: ['AppSecret', 'AppSecret'], pushToken: ['消息推送 Token', 'Push token'], aesKey: ['消息推送 EncodingAESKey', 'Push EncodingAESKey'],
  pushUrl: ['消息推送地址', 'Push address'], pushUrlHint: ['填到小程序后台「开发管理 → 消息推送」', 'Goes into the mini program’s push settings'],
  mchid: ['商户号', 'Merchant id'], serial: ['商户 API 证书序列号', 'API certificate serial no.'], key: ['商户 API 私钥（PEM）', 'API private key (PEM)'], apiv3: ['APIv3 密钥', 'APIv3 key'],
  publicId: ['微信支付公钥 ID', 'WeChat Pay public key id'], publicKey: ['微信支付公钥（PEM）', 'WeChat Pay public key (PEM)'], notify: ['支付通知地址', 'Notice address'],
  notifyHint: ['下单时自动带上，这里只用于核对', 'Sent along with each order, shown here to compare'], check: ['检查连接', 'Check'], checking: ['检查中', 'Checking'], checkOk: ['连接正常', 'All right'],
  cause: ['原因', 'Cause'], mend: ['怎么解决', 'What to do'], checkedAt: ['上次检查 {at}', 'Last checked {at}'], badAppid: ['以 wx 开头的 18 位 AppID', '18 characters beginning with wx'], badMchid: ['8 到 10 位数字', '8 to 10 digits'],
  badApiv3: ['APIv3 密钥是 32 位', '32 characters'], h5Hint: ['需要已认证的服务号；没有也行，H5 商城可以浏览并引导到小程序购买', 'Needs a verified service account; without it the H5 mall browses only'],
  tpl: {
    order_paid: ['订单支付成功', 'Order paid'], order_shipped: ['订单发货', 'Order shipped'], refund_done: ['退款到账', 'Refund done'], pay_reminder: ['待付款提醒', 'Unpaid reminder'],
    hint: ['在小程序后台「订阅消息」里申请模板，把模板 ID 填到这里。顾客同意一次，发一条。', 'Apply for templates in the mini program’s console and put their ids here.'], needWeapp: ['先接入小程序', 'Set up the mini program first'],
  },
} satisfies Pairs
