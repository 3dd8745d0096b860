"""Refusals of the catalogue.

Refusal
├── GoodsNoTaken          409   another goods of the shop has this number
├── GoodsStale            409   somebody saved the goods meanwhile; `version` is the present one
├── GoodsStatusConflict   409   the act does not fit the status
├── CategoryNotEmpty      409   goods or categories are inside
├── CategoryNameTaken     409   a sister has this name
├── CategoryTooDeep       422   more than three levels, or a category inside itself
├── SheetRefused          422   the file is no sheet that we read; `reason` says why in a code
└── ImportNotReady        409   the faults are handed out once the import is done
"""

from xiaopu.kernel.errors import Refusal


class GoodsNoTaken(Refusal):
    code = "goods_no_taken"
    zh = "货号「{goods_no}」已经被另一件商品使用"
    en = "Another goods has the number {goods_no}."


class GoodsStale(Refusal):
    code = "goods_stale"
    zh = "这件商品刚被别人修改过，请刷新后再保存"
    en = "The goods were changed meanwhile; reload them."


class GoodsStatusConflict(Refusal):
    code = "goods_status"
    zh = "商品当前的状态不能这样操作"
    en = "The goods' status does not allow this."


class CategoryNotEmpty(Refusal):
    code = "category_not_empty"
    zh = "分类下还有商品或子分类，请先移走"
    en = "The category still holds goods or categories."


class CategoryNameTaken(Refusal):
    code = "category_name_taken"
    zh = "同级分类里已经有「{name}」"
    en = "A category {name} is there already."


class CategoryTooDeep(Refusal):
    status = 422
    code = "category_too_deep"
    zh = "分类最多三级，也不能放进自己里面"
    en = "Categories have at most three levels and cannot hold themselves."


class SheetRefused(Refusal):
    status = 422
    code = "sheet_refused"
    zh = "读不懂这个文件：{message}"
    en = "This file cannot be read ({reason})."


class ImportNotReady(Refusal):
    code = "import_not_ready"
    zh = "导入还没有完成，请稍后再下载"
    en = "The import is not done yet."
