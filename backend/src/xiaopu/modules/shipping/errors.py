"""Refusals of shipping.

Refusal
├── TemplateNameTaken     409   another template of the shop has this name
├── TemplateInUse         409   goods still travel by it
├── TemplateIsDefault     409   the default cannot be dropped: make another one the default first
├── TooManyTemplates      409
├── CarrierUnknown        422   no carrier has this code
└── TrackingNoNotValid    422   no carrier writes numbers like this
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class TemplateNameTaken(Refusal):
    code = "template_name_taken"
    zh = "已经有一个叫「{name}」的运费模板"
    en = "A freight template called {name} is there already."


class TemplateInUse(Refusal):
    code = "template_in_use"
    zh = "还有 {goods_count} 件商品在用这个运费模板，请先改掉"
    en = "{goods_count} goods still use this freight template."


class TemplateIsDefault(Refusal):
    code = "template_is_default"
    zh = "默认模板不能删除，请先把另一个模板设为默认"
    en = "The default template cannot be dropped."


class TooManyTemplates(Refusal):
    code = "too_many_templates"
    zh = "运费模板最多 {most} 个"
    en = "A shop has at most {most} freight templates."


class CarrierUnknown(InvalidInput):
    code = "carrier_unknown"
    zh = "不认识这家快递公司"
    en = "There is no such carrier."


class TrackingNoNotValid(InvalidInput):
    code = "tracking_no_not_valid"
    zh = "快递单号只能是 5–40 位字母、数字和短横线"
    en = "A tracking number is 5 to 40 letters, digits and hyphens."
