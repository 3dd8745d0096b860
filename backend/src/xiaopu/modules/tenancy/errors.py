"""Refusals of tenancy.

Refusal
├── EmailNotVerified      403   log-in before the link in the mail was opened
├── WrongCredentials      401   unknown e-mail or wrong password: never told apart
├── LinkNotValid          409   a link that is unknown, used or expired
├── SlugTaken             409
├── SlugNotValid          422
├── TooManyShops          409
├── CsrfMissing           403
└── ChannelNotSet         409   the shop has no such channel yet
"""

from xiaopu.kernel.errors import InvalidInput, Refusal


class EmailNotVerified(Refusal):
    status = 403
    code = "email_not_verified"
    zh = "邮箱还没有验证，请先打开验证邮件里的链接"
    en = "The e-mail address is not verified yet; open the link in the mail first."


class WrongCredentials(Refusal):
    status = 401
    code = "wrong_credentials"
    zh = "邮箱或密码不对"
    en = "Wrong e-mail or password."


class LinkNotValid(Refusal):
    code = "link_not_valid"
    zh = "这个链接已经用过或过期，请重新获取"
    en = "This link was used already or has expired; ask for a new one."


class SlugTaken(Refusal):
    code = "slug_taken"
    zh = "店铺地址「{slug}」已被使用，换一个试试"
    en = "The shop address {slug} is taken."


class SlugNotValid(InvalidInput):
    code = "slug_not_valid"
    zh = "店铺地址只能用 4–32 位小写字母、数字和短横线，以字母开头"
    en = "A shop address is 4 to 32 lower-case letters, digits and hyphens, beginning with a letter."


class TooManyShops(Refusal):
    code = "too_many_shops"
    zh = "一个账号最多开 {most} 家店"
    en = "One account may open at most {most} shops."


class CsrfMissing(Refusal):
    status = 403
    code = "csrf_missing"
    zh = "页面已过期，请刷新后再试"
    en = "The page is stale; reload it."


class ChannelNotSet(Refusal):
    code = "channel_not_set"
    zh = "店铺还没有接入这个渠道"
    en = "The shop has not set up this channel."
