"""Refusals of promotion.

Refusal
├── CampaignsFull      409   `most` campaigns are enough
├── WeappNotSet        409   the shop has no mini program that WeChat can be asked for
└── CodeRefused        409   WeChat gave no code: `wechat_code`, `cause`, `mend`, in English too when WeChat
                             said no (then `who` mends it), and `rid` for its support
"""

from xiaopu.kernel.errors import Refusal


class CampaignsFull(Refusal):
    code = "campaigns_full"
    zh = "推广渠道最多 {most} 个，请先归档不用的"
    en = "There can be {most} campaigns; archive one first."


class WeappNotSet(Refusal):
    code = "weapp_not_set"
    zh = "还没有接入小程序：先在“渠道”里填写 AppID 和 AppSecret，或授权给平台"
    en = "No mini program is connected yet."


class CodeRefused(Refusal):
    code = "code_refused"
    zh = "微信没有生成：{cause}。怎么办：{mend}"
    en = "WeChat made no code ({wechat_code})."
