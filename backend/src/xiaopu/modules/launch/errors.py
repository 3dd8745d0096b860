"""Refusals of the launch.

Refusal
├── LaunchModeFixed     409   the way to the mini program cannot be changed once it has an account
├── TaskNotDeclarable   409   WeChat can be asked about this task: a word is not wanted
├── CaseClosed          409   the case was answered already
├── DeskBusy            503   WeChat does not answer: not the merchant's fault, try again
├── DeskRefused         409   WeChat refused, with its code, cause and mend
└── ConsentMissing      403   the shop has not allowed the operator to act for it
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


class DeskBusy(Refusal):
    status = 503
    code = "wechat_busy"
    zh = "微信系统繁忙，不是您的问题，我们会自动再试"
    en = "WeChat is busy. This is not your fault; we shall try again."


class DeskRefused(Refusal):
    """`errcode`, `cause`, `mend` (Chinese), `cause_en`, `mend_en`, and `rid` when WeChat gave one."""

    code = "wechat_refused"
    zh = "微信没有接受：{cause}。{mend}（{errcode}）"
    en = "WeChat refused: {cause_en}. {mend_en} ({errcode})"


class ConsentMissing(Refusal):
    status = 403
    code = "consent_missing"
    zh = "店铺还没有同意由平台代为操作"
    en = "The shop has not allowed the operator to act for it."
