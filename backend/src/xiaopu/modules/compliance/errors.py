"""Refusals of compliance.

Refusal
├── SubjectCannotSell     409   an individual's mini program has no cart, order or payment
├── SubjectLocked         409   the type stands since the mini program account exists
├── SubjectNotSet         409   nobody has said yet who sells
├── TooManyPapers         409
└── SubjectInvalid        422   each wrong field with its own code: `fields`
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class SubjectCannotSell(Refusal):
    code = "subject_cannot_sell"
    zh = "个人主体的小程序不能卖货：没有购物车、下单和付款。可以到 H5 商城购买，或由店家升级为个体工商户"
    en = "A mini program of an individual may not sell: no cart, no order, no payment. The H5 mall can."


class SubjectLocked(Refusal):
    code = "subject_locked"
    zh = "小程序账号已经按这个主体注册，主体类型不能再改；要换主体，须注册新的小程序（新的 AppID）"
    en = "The account is registered for this type of subject; another one needs a new AppID."


class SubjectNotSet(Refusal):
    code = "subject_not_set"
    zh = "还没有填写主体资料"
    en = "Nobody has said yet who sells."


class TooManyPapers(Refusal):
    code = "too_many_papers"
    zh = "最多保存 {most} 份证件，请先删除不用的"
    en = "At most {most} papers are kept; delete one first."


class SubjectInvalid(InvalidInput):
    """`fields` has, besides path, code and words, nothing of what was typed but the character at fault."""

    code = "subject_invalid"
    zh = "主体资料有填错的地方"
    en = "Some facts of the subject are wrong."
