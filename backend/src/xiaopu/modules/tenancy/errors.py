"""Refusals of tenancy.

Refusal
├── EmailNotVerified      403   log-in before the link in the mail was opened
├── WrongCredentials      401   unknown e-mail or wrong password: never told apart
├── LinkNotValid          409   a link that is unknown, used or expired
├── SlugTaken             409
├── SlugNotValid          422
├── TooManyShops          409
├── CsrfMissing           403
├── ChannelNotSet         409   the shop has no such channel yet
├── AlreadyStaff          409   whom an invitation names works in the shop
├── InvitationNotYours    403   the link was sent to another address than the account's
├── TooManyInvitations    409
├── TooManyStaff          409
└── LastOwner             409   a shop is never without one
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


class AlreadyStaff(Refusal):
    code = "already_staff"
    zh = "这个邮箱已经是本店员工"
    en = "This person works in the shop already."


class InvitationNotYours(Refusal):
    status = 403
    code = "invitation_not_yours"
    zh = "这份邀请发给了另一个邮箱，请用收到邀请的邮箱登录"
    en = "This invitation was sent to another address; log in with the one that received it."


class TooManyInvitations(Refusal):
    code = "too_many_invitations"
    zh = "待接受的邀请最多 {most} 份，先撤回不用的"
    en = "At most {most} invitations may be open; withdraw what you do not need."


class TooManyStaff(Refusal):
    code = "too_many_staff"
    zh = "一家店最多 {most} 名员工"
    en = "At most {most} people may work in a shop."


class LastOwner(Refusal):
    code = "last_owner"
    zh = "店铺至少要有一位店主，请先把另一位员工设为店主"
    en = "A shop needs an owner; make somebody else an owner first."
