import type { Pairs } from '@/i18n/pairs'

/** Words and sentences that every screen uses. */
export const words = {
  app: { name: ['小铺', 'Xiaopu'], console: ['商家后台', 'Merchant console'] },
  act: {
    save: ['保存', 'Save'], cancel: ['取消', 'Cancel'], confirm: ['确定', 'OK'], delete: ['删除', 'Delete'],
    edit: ['编辑', 'Edit'], add: ['添加', 'Add'], search: ['搜索', 'Search'], reset: ['重置', 'Reset'],
    retry: ['重试', 'Retry'], more: ['加载更多', 'Load more'], back: ['返回', 'Back'], copy: ['复制', 'Copy'],
    upload: ['上传', 'Upload'], choose: ['选择', 'Choose'], close: ['关闭', 'Close'], refresh: ['刷新', 'Refresh'],
    filter: ['筛选', 'Filter'], view: ['查看', 'View'], logOut: ['退出登录', 'Log out'], up: ['上移', 'Move up'],
    down: ['下移', 'Move down'], finish: ['完成', 'Done'],
  },
  say: {
    loading: ['加载中', 'Loading'], empty: ['还没有内容', 'Nothing here yet'], end: ['没有更多了', 'No more'],
    failed: ['没有加载出来', 'Could not load'], saved: ['已保存', 'Saved'], deleted: ['已删除', 'Deleted'],
    done: ['已完成', 'Done'], copied: ['已复制', 'Copied'], copyFailed: ['复制失败，请手动选中', 'Copy failed, select it by hand'],
    leave: ['有内容还没保存，确定离开吗？', 'Leave without saving?'], leaveTitle: ['还没保存', 'Not saved'],
    stay: ['继续编辑', 'Keep editing'], goAway: ['离开', 'Leave'], none: ['无', 'None'], selected: ['已选 {n} 项', '{n} selected'],
    optional: ['选填', 'Optional'], unexpected: ['页面出错了，请刷新后重试', 'Something broke. Reload the page.'],
    required: ['请填写{what}', 'Please fill in {what}'], fixInputs: ['有填写不对的地方，请看标红的格子', 'Some inputs are wrong, see the red ones'],
    confirmTitle: ['请确认', 'Please confirm'], total: ['共 {n} 条', '{n} in all'], slash: ['按 / 聚焦搜索', 'Press / to search'],
  },
  menu: {
    overview: ['概况', 'Overview'], goods: ['商品', 'Goods'], orders: ['订单', 'Orders'], members: ['客户', 'Customers'],
    marketing: ['营销', 'Marketing'], data: ['数据', 'Data'], money: ['资产', 'Money'], shop: ['店铺', 'Shop'],
    channels: ['渠道', 'Channels'], settings: ['设置', 'Settings'], fold: ['收起菜单', 'Fold menu'], unfold: ['展开菜单', 'Unfold menu'],
    switchShop: ['切换店铺', 'Switch shop'], newShop: ['创建店铺', 'New shop'], language: ['English', '中文'],
    me: ['我的账号', 'My account'], open: ['打开菜单', 'Open menu'],
  },
  yuan: {
    not_a_number: ['金额写法不对', 'Not an amount'], negative: ['金额不能为负', 'An amount is never negative'],
    too_many_decimals: ['最多两位小数', 'Two decimals at most'], too_large: ['金额太大', 'Too large'],
    empty: ['请填写金额', 'Please type an amount'],
  },
  pic: {
    hint: ['可拖动排序，支持粘贴图片', 'Drag to sort, paste works too'], add: ['上传图片', 'Add picture'],
    library: ['图片库', 'Library'], uploading: ['上传中 {n}%', 'Uploading {n}%'], failed: ['上传失败，点击重试', 'Failed, click to retry'],
    tooMany: ['最多 {n} 张', '{n} at most'], remove: ['移除图片', 'Remove picture'], notPicture: ['只能上传图片', 'Pictures only'],
    pickTitle: ['选择图片', 'Choose pictures'], main: ['主图', 'Main'], tooBig: ['图片不能超过 10 MB', '10 MB at most'],
  },
  edit: {
    bold: ['加粗', 'Bold'], italic: ['斜体', 'Italic'], heading: ['标题', 'Heading'], list: ['列表', 'List'],
    ordered: ['编号列表', 'Numbered list'], quote: ['引用', 'Quote'], picture: ['插入图片', 'Insert picture'], undo: ['撤销', 'Undo'],
    redo: ['重做', 'Redo'], hint: ['写商品详情，可直接粘贴图片', 'Describe the goods; paste pictures'],
  },
  lost: { title: ['页面不存在', 'No such page'], home: ['回到首页', 'Go home'], shop: ['没有这家店铺，或你不是它的成员', 'No such shop, or you are not of its staff'] },
} satisfies Pairs
