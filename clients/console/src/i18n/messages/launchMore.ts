import type { Pairs } from '@/i18n/pairs'

/** What stands beside the steps of the launch. */
export const launchMore = {
  changeTitle: [
    '办了营业执照？换成个体工商户或企业',
    'Registered a business? Become a sole trader or a company',
  ],
  changeNote: [
    '个人主体的小程序不能卖货。换主体后店铺的数据都留着，但要用新主体注册一个新的小程序。',
    'An individual’s mini program cannot sell. The shop’s data stays; the new subject needs a new mini program.',
  ],
  moves: ['会留下', 'What stays with the shop'],
  stays: ['带不走', 'What cannot be taken along'],
  open: ['先办完这些', 'Settle these first'],
  count: ['{n} 个', '{n}'],
  change: ['换主体', 'Become another subject'],
  changeAsk: [
    '确认换主体？旧小程序会和店铺断开，账号、认证、备案、审核要用新的 AppID 重新做，不能撤回。',
    'Become another subject? The old mini program is let go and its steps begin anew; this cannot be undone.',
  ],
  templates: ['先用一个行业模板看看样子', 'Begin with a template'],
  templatesHint: [
    '一键填好分类、示例商品和首页；提审前要换成自己的商品，或清空。',
    'Categories, sample goods and a home page in one click; replace or clear them before the review.',
  ],
  fill: ['填入', 'Fill in'],
  filled: ['已填入，还有 {left} 件示例商品没换', 'Filled in; {left} sample goods are left'],
  clear: ['清空模板', 'Clear the template'],
  clearAsk: [
    '清空没改过、没人下过单的示例商品、分类和首页？改过的会留下。',
    'Take away samples that nobody changed or ordered? What was changed stays.',
  ],
  cleared: ['清空了 {n} 件商品', '{n} goods taken away'],
  keptToo: ['留下：{names}', 'Kept: {names}'],
  consent: ['让平台帮您操作', 'Let the platform act for you'],
  consentHint: [
    '平台只能替您重新查看每一步的进展，每次都会写进店铺的操作日志；随时可以收回。',
    'It can only look at your steps anew; each time stands in your shop’s log. Take it back at any moment.',
  ],
  consentUntil: ['已同意，到 {at}', 'Agreed until {at}'],
  consentDays: ['同意 {n} 天', 'Agree for {n} days'],
  consentEnd: ['收回', 'Take it back'],
  launches: ['全部店铺的开店进度', 'All launches'],
  show: { all: ['全部', 'All'], stuck: ['卡住的', 'Stuck'], live: ['已上线', 'Live'] },
  shop: ['店铺', 'Shop'],
  where: ['停在哪一步', 'Where it stands'],
  why: ['原因', 'Why'],
  doneOf: ['{n} 步已证明', '{n} steps proven'],
  lookFor: ['替它再看一次', 'Look for it'],
  noConsent: ['店铺没有同意代操作', 'No consent'],
  more: ['更多', 'More'],
} satisfies Pairs
