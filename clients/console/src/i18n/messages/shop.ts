import type { Pairs } from '@/i18n/pairs'

export const shop = {
  home: ['首页装修', 'Home page'], freight: ['运费模板', 'Freight templates'], licence: ['证照信息', 'Licences'], reviews: ['评价', 'Reviews'],
  review: { empty: ['还没有评价', 'No reviews yet'], reply: ['商家回复：', 'Reply:'], hint: ['回复顾客，所有人可见', 'Your reply, visible to all'], send: ['回复', 'Reply'] },
  deco: {
    banners: ['轮播图', 'Banners'], bannersHint: ['建议 1125×480，最多 8 张，可拖动排序', '1125×480 advised, 8 at most, drag to sort'],
    icons: ['图标导航', 'Icons'], iconsHint: ['8 到 10 个最好看，每个写 2 到 4 个字', '8 to 10 look best'],
    notice: ['公告', 'Notice'], noticeHint: ['例如：满 99 元包邮', 'e.g. free delivery above ¥99'], link: ['点击打开', 'Opens'],
    label: ['文字', 'Label'], add: ['添加', 'Add'], saved: ['首页已更新', 'Home page saved'], needPicture: ['每一项都要有图片', 'Every item needs a picture'],
    needLabel: ['每个图标都要写文字', 'Every icon needs a label'], see: ['看看效果', 'See it'],
    kinds: { none: ['不跳转', 'Nothing'], category: ['分类', 'Category'], goods: ['商品', 'Goods'], search: ['搜索词', 'Search word'], page: ['页面', 'Page'] },
    pages: { about: ['关于我们', 'About'], 'after-sale': ['售后说明', 'After-sale'], agreement: ['用户协议', 'Agreement'], privacy: ['隐私政策', 'Privacy'] },
    pickGoods: ['输入商品名搜索', 'Search by name'], word: ['要搜索的词', 'Word'],
  },
  fr: {
    name: ['模板名称', 'Name'], rule: ['计费规则', 'Rule'], first: ['首件', 'First'], next: ['续件', 'Next'], free: ['满额包邮', 'Free above'],
    isDefault: ['默认', 'Default'], setDefault: ['设为默认模板', 'Make it the default'], add: ['新建模板', 'New template'],
    empty: ['还没有运费模板。没有模板的商品按包邮处理前，请先建一个。', 'No templates yet.'], ask: ['删除运费模板「{name}」？', 'Delete template “{name}”?'],
    firstText: ['{n} 件内', 'Up to {n}'], nextText: ['每多 {n} 件', 'Each {n} more'], pieces: ['件', 'pcs'], freeHint: ['不填就不包邮', 'Empty means never free'],
  },
  lic: {
    subject: ['主体名称', 'Legal name'], subjectHint: ['营业执照上的名称', 'As on the licence'], credit: ['统一社会信用代码', 'Credit code'],
    icp: ['ICP 备案号', 'ICP number'], picture: ['营业执照照片', 'Licence picture'], hint: ['会在小程序「证照信息」里公示', 'Shown to customers under “licences”'],
    badCredit: ['18 位数字或大写字母', '18 digits or capital letters'],
  },
} satisfies Pairs
