import type { Pairs } from '@/i18n/pairs'

export const goods = {
  new: ['发布商品', 'New goods'], edit: ['编辑商品', 'Edit goods'], import: ['批量导入', 'Import'],
  categories: ['商品分类', 'Categories'], empty: ['这里还没有商品', 'No goods here'],
  tab: { on_sale: ['出售中', 'On sale'], sold_out: ['已售罄', 'Sold out'], warehouse: ['仓库中', 'In store'], recycled: ['回收站', 'Recycle bin'] },
  col: {
    name: ['商品', 'Goods'], price: ['价格', 'Price'], stock: ['库存', 'Stock'], sold: ['销量', 'Sold'],
    category: ['分类', 'Category'], updated: ['更新时间', 'Updated'], acts: ['操作', 'Actions'],
  },
  search: ['商品名称 / 编号', 'Name or number'], allCategories: ['全部分类', 'All categories'],
  batch: {
    list: ['上架', 'List'], unlist: ['下架', 'Unlist'], recycle: ['放入回收站', 'Recycle'],
    restore: ['恢复', 'Restore'], delete: ['彻底删除', 'Delete for good'],
    ask: { unlist: ['下架后顾客看不到这 {n} 件商品，确定下架？', 'Unlist {n} goods?'], recycle: ['把这 {n} 件商品放入回收站？', 'Recycle {n} goods?'], delete: ['彻底删除 {n} 件商品，删除后不能恢复，确定？', 'Delete {n} goods for good?'] },
    done: ['已处理 {n} 件', '{n} done'], refused: ['{n} 件没有处理：{why}', '{n} refused: {why}'],
  },
  stock: {
    adjust: ['调整库存', 'Adjust stock'], journal: ['库存流水', 'Stock journal'], delta: ['增减', 'Change'],
    now: ['现有', 'Now'], after: ['调整后', 'After'], reason: ['原因', 'Reason'], reasonHint: ['例如：盘点、进货、损耗', 'e.g. count, delivery, loss'],
    at: ['时间', 'Time'], who: ['操作人', 'By'], spec: ['规格', 'Spec'], none: ['没有要调整的数量', 'Nothing to change'],
    below: ['调整后不能小于 0', 'Must not fall below 0'],
  },
  part: { base: ['基本信息', 'Basics'], specs: ['规格与库存', 'Specs and stock'], delivery: ['物流', 'Delivery'], pictures: ['图文', 'Pictures and text'], other: ['其他', 'Other'] },
  f: {
    name: ['商品名称', 'Name'], brief: ['卖点', 'Selling point'], category: ['商品分类', 'Category'], no: ['商品编号', 'Number'],
    noHint: ['不填自动生成', 'Made for you if empty'], brand: ['品牌', 'Brand'], unit: ['单位', 'Unit'], unitHint: ['件', 'pc'],
    keywords: ['搜索关键词', 'Keywords'], keywordsHint: ['用空格分开', 'Separated by spaces'], market: ['划线价', 'List price'],
    price: ['价格', 'Price'], cost: ['成本价', 'Cost'], stock: ['库存', 'Stock'], code: ['规格编码', 'SKU code'],
    freight: ['运费模板', 'Freight'], freightDefault: ['用默认模板', 'Default template'], weight: ['重量（克）', 'Weight (g)'],
    pictures: ['商品图片', 'Pictures'], picturesHint: ['第一张是主图，建议 800×800，最多 9 张', 'The first is the main one; 800×800 advised, 9 at most'],
    detail: ['商品详情', 'Details'], params: ['商品参数', 'Parameters'], paramName: ['参数名，如 材质', 'Name, e.g. material'], paramValue: ['参数值，如 纯棉', 'Value, e.g. cotton'],
    limit: ['每人限购', 'Limit per buyer'], limitHint: ['不填不限', 'Empty means none'],
  },
  spec: {
    add: ['添加规格', 'Add spec'], name: ['规格名', 'Spec'], nameHint: ['如 颜色', 'e.g. colour'], valueHint: ['输入后回车添加，如 红色', 'Type and press Enter'],
    remove: ['删除规格', 'Remove spec'], removeAsk: ['删除规格「{name}」会合并下面的价格库存行，确定？', 'Remove spec “{name}” and merge its rows?'],
    picture: ['规格图', 'Picture'], fill: ['批量填充', 'Fill all'], fillDone: ['应用到全部', 'Apply to all'], single: ['不分规格', 'No specs'],
    tooMany: ['规格组合最多 {n} 个', '{n} combinations at most'], twice: ['规格值重复了', 'This value exists'], removeValue: ['删除规格值', 'Remove value'],
  },
  save: { list: ['保存并上架', 'Save and list'], store: ['保存到仓库', 'Save to store'] },
  need: {
    name: ['请填写商品名称', 'Please type a name'], price: ['请给每个规格填写价格', 'Every SKU needs a price'],
    stock: ['库存要填 0 或正整数', 'Stock is 0 or a positive integer'], specName: ['请填写规格名', 'Please name the spec'],
    specTwice: ['规格名不能重复', 'Spec names must differ'], specEmpty: ['规格「{name}」还没有规格值', 'Spec “{name}” has no values'], picture: ['上架前至少上传一张图片', 'Listing needs a picture'],
    uploading: ['图片还在上传，请稍等', 'Pictures are still uploading'],
  },
  conflict: ['这件商品刚刚被别人改过。你的修改还在页面上，重新载入会丢弃它。', 'Somebody changed these goods. Reloading drops your edits.'],
  reload: ['重新载入', 'Reload'], saved: ['商品已保存', 'Goods saved'], preview: ['手机预览', 'Phone preview'],
  previewHint: ['用手机扫码查看（上架后可见）', 'Scan with a phone (visible once listed)'],
  cat: {
    add: ['添加一级分类', 'Add category'], child: ['添加子分类', 'Add child'], name: ['分类名称', 'Name'], picture: ['分类图片', 'Picture'],
    empty: ['还没有分类。分类能让顾客更快找到商品。', 'No categories yet.'], ask: ['删除分类「{name}」？', 'Delete category “{name}”?'], hint: ['拖动可调整同级顺序', 'Drag to sort'],
    parent: ['上级分类', 'Parent'], top: ['无（一级分类）', 'None (top level)'],
  },
} satisfies Pairs
