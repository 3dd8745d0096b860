import type { Pairs } from '@/i18n/pairs'

export const staff = {
  role: {
    owner: ['店主', 'Owner'],
    manager: ['店长', 'Manager'],
    service: ['客服', 'Service'],
    finance: ['财务', 'Finance'],
    warehouse: ['仓库', 'Warehouse'],
    developer: ['开发人员', 'Developer'],
  },
  may: {
    owner: ['全部功能，包括员工、收款账户和主体资料', 'Everything, with staff, payment keys and the subject'],
    manager: [
      '商品、订单、售后、装修、推广、发版和店铺设置；不能改收款账户和员工',
      'Goods, orders, refunds, pages, promotion, releases and settings; no payment keys, no staff',
    ],
    service: ['看商品和会员，处理订单、售后和评价', 'Sees goods and members; orders, refunds and reviews'],
    finance: [
      '看订单和收款，处理退款，看推广成效',
      'Sees orders and payments; refunds and promotion figures',
    ],
    warehouse: ['看订单和商品，发货', 'Sees orders and goods; ships'],
    developer: [
      '只能下载源码、制作和上传小程序代码；看不到订单、会员和设置',
      'Downloads the source, builds and uploads code; sees no orders, members or settings',
    ],
  },
  people: ['员工', 'Staff'],
  you: ['我', 'You'],
  roleOf: ['角色', 'Role'],
  invite: ['邀请员工', 'Invite'],
  inviteHint: [
    '对方会收到一封邮件，7 天内用这个邮箱登录或注册后接受',
    'A mail goes out; they accept within 7 days, logged in with this address',
  ],
  email: ['对方的邮箱', 'Their e-mail'],
  send: ['发送邀请', 'Send invitation'],
  sent: ['邀请已发到 {email}', 'Invitation sent to {email}'],
  open: ['等待接受的邀请', 'Open invitations'],
  until: ['{time} 前有效', 'Good until {time}'],
  again: ['再发一次', 'Send again'],
  againHint: ['再发一次后，之前邮件里的链接就不能用了', 'Sending again makes the old link useless'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawn: ['已撤回，邮件里的链接不能用了', 'Withdrawn; its link opens nothing'],
  askWithdraw: ['撤回发给 {email} 的邀请？', 'Withdraw the invitation to {email}?'],
  change: ['改角色', 'Change role'],
  changed: ['角色已改，对方下次操作起生效', 'Role changed, from their next request on'],
  makeOwner: [
    '{email} 将成为店主，和您一样能改收款账户、移除员工。确定吗？',
    '{email} becomes an owner and may do all that you may. Sure?',
  ],
  remove: ['移除', 'Remove'],
  removed: ['已移除', 'Removed'],
  askRemove: [
    '移除 {email}？对方马上看不到这家店，已做的操作仍留在日志里。',
    'Remove {email}? They see this shop no more at once; the log keeps what they did.',
  ],
  leave: ['退出店铺', 'Leave'],
  askLeave: [
    '退出「{name}」？要回来需要店主重新邀请。',
    'Leave {name}? An owner has to invite you to come back.',
  ],
  left: ['已退出店铺', 'You have left'],
  accept: {
    title: ['接受邀请', 'Accept an invitation'],
    as: ['您登录的账号', 'You are logged in as'],
    join: ['接受邀请，加入店铺', 'Accept and join'],
    guest: [
      '请用收到邀请的邮箱登录；还没有账号的，用这个邮箱注册，验证后会回到这里。',
      'Log in with the address that was invited, or sign up with it: you come back here after verifying.',
    ],
    joined: ['已加入「{name}」', 'You have joined {name}'],
    enter: ['进入店铺', 'Open the shop'],
    other: ['换个账号登录', 'Use another account'],
    failed: ['没能加入', 'Could not join'],
    ask: ['请联系邀请您的店主重新发送', 'Ask the shop owner to send it again'],
  },
} satisfies Pairs
