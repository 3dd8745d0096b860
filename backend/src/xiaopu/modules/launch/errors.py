"""Refusals of the launch.

Refusal
├── LaunchModeFixed     409   the way to the mini program cannot be changed once it has an account
├── TaskNotDeclarable   409   WeChat can be asked about this task: a word is not wanted
├── CaseClosed          409   the case was answered already
├── SubjectIncomplete   409   the subject lacks what a registration wants: `missing`
├── NotGranted          409   an own account: this is done by hand at mp.weixin.qq.com
├── DeskBusy            503   WeChat does not answer: not the merchant's fault, try again
├── DeskRefused         409   WeChat refused, with its code, cause and mend
├── ConsentMissing      403   the shop has not allowed the operator to act for it
├── NameNotAcceptable   409   our own rules say that WeChat would refuse the name
├── NameQuotaUsed       409   no renaming is left this year
├── NamePapersWanted    409   WeChat wants papers for this name
├── ChangesUsedUp       409   no change of picture, introduction or categories is left this month
├── IntroductionBad     409   our own rules say that WeChat would refuse the introduction
├── CategoryPapersMissing 409 the category wants papers
├── FormIncomplete      409   fields of a form are missing or wrong, each with its place
├── AlreadyHandedIn     409   it is under way, or done
├── NothingHandedIn     409   there is nothing to take back
├── SubjectStays        409   only an individual becomes another subject, or who has no account yet
├── TemplateFilled      409   another template's samples are in the shop: clear them first
└── StillOpen           409   orders, payments, refunds, reviews or registrations are under way: `open`
"""

from xiaopu.kernel.errors import Refusal


class LaunchModeFixed(Refusal):
    code = "launch_mode_fixed"
    zh = "小程序账号已经接好，不能再换方式；要换请先解除现在的账号"
    en = "The mini program is connected; disconnect it before choosing another way."


class TaskNotDeclarable(Refusal):
    code = "task_not_declarable"
    zh = "这一项可以直接向微信核实，不用本人确认"
    en = "WeChat can be asked about this; a confirmation by hand is not needed."


class CaseClosed(Refusal):
    code = "case_closed"
    zh = "这个问题已经结案"
    en = "The case is closed."


class SubjectIncomplete(Refusal):
    """`missing`: names of fields."""

    code = "subject_incomplete"
    zh = "主体资料还不完整，先到「主体资料」补齐"
    en = "The subject is not complete; fill it in first."


class NotGranted(Refusal):
    code = "not_granted"
    zh = "自有账号不能由我们设置，请照页面上的值到公众平台填写"
    en = "An own account cannot be set from here: enter the values shown at mp.weixin.qq.com."


class DeskBusy(Refusal):
    status = 503
    code = "wechat_busy"
    zh = "微信系统繁忙，不是您的问题，我们会自动再试"
    en = "WeChat is busy. This is not your fault; we shall try again."


class DeskRefused(Refusal):
    """`errcode`, `cause`, `mend` (Chinese), `cause_en`, `mend_en`, `who` mends, and `rid` when WeChat gave
    one.
    """

    code = "wechat_refused"
    zh = "微信没有接受：{cause}。{mend}（{errcode}）"
    en = "WeChat refused: {cause_en}. {mend_en} ({errcode})"


class ConsentMissing(Refusal):
    status = 403
    code = "consent_missing"
    zh = "店铺还没有同意由平台代为操作"
    en = "The shop has not allowed the operator to act for it."


class NameNotAcceptable(Refusal):
    """`finding` is the rule; its `cause` and `mend` in both languages."""

    code = "name_not_acceptable"
    zh = "这个名称微信不会接受：{cause}。{mend}"
    en = "WeChat would not accept this name: {cause_en}. {mend_en}"


class NameQuotaUsed(Refusal):
    """`used` of `most`."""

    code = "name_quota_used"
    zh = "今年 {most} 次改名机会已用完，1 月 1 日或认证通过后恢复"
    en = "All {most} renamings of this year are used; they come back on 1 January or with verification."


class NamePapersWanted(Refusal):
    """`wording` is WeChat's own sentence."""

    code = "name_papers_wanted"
    zh = "这个名称要有证明材料：{wording}"
    en = "WeChat wants papers for this name: {wording}"


class ChangesUsedUp(Refusal):
    """`what` is avatar, introduction or categories."""

    code = "changes_used_up"
    zh = "本月的修改次数已用完，下个月再改"
    en = "This month's changes are used up; come back next month."


class IntroductionBad(Refusal):
    """`cause` and `mend`, in both languages."""

    code = "introduction_bad"
    zh = "介绍不合要求：{cause}。{mend}"
    en = "The introduction is not acceptable: {cause_en}. {mend_en}"


class CategoryPapersMissing(Refusal):
    """`papers`: any one of these."""

    code = "category_papers_missing"
    zh = "这个类目要有资质：{papers}"
    en = "This category wants papers: {papers}"


class FormIncomplete(Refusal):
    """`faults`: [{part, field, label, error, suggest}]."""

    code = "form_incomplete"
    zh = "还有内容没有填好，请看标出的地方"
    en = "Some of the form is missing or wrong; see the fields that are marked."


class AlreadyHandedIn(Refusal):
    code = "already_handed_in"
    zh = "已经提交过，正在处理或已经完成"
    en = "It has been handed in: it is under way or done."


class NothingHandedIn(Refusal):
    code = "nothing_handed_in"
    zh = "没有可以撤回的申请"
    en = "There is nothing to take back."


class SubjectStays(Refusal):
    code = "subject_stays"
    zh = "已经用企业或个体工商户的主体接好了小程序，主体不能再换；要换主体请另开一个店铺"
    en = "A company's or sole trader's mini program is connected: open another shop for another subject."


class StillOpen(Refusal):
    """`open`: how many of what is under way, by kind."""

    code = "still_open"
    zh = "还有没办完的事（待付款订单、付款、退款、审核或注册），办完再换主体"
    en = "Something is still under way: orders to be paid, payments, refunds, a review or a registration."


class TemplateFilled(Refusal):
    code = "template_filled"
    zh = "店里已经填了另一个模板，先清空再换"
    en = "Another template is filled in; clear it first."
