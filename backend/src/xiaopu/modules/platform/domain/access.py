"""How a shop's mini program is reached at WeChat, and which rights the mall needs for it. Pure."""

from enum import StrEnum

import msgspec

STATE_MINUTES = 30


class Mode(StrEnum):
    """The three ways, and none."""

    NONE = "none"
    OWN = "own"
    GRANTED = "granted"
    CREATED = "created"


class AccessState(StrEnum):
    """Whether the mall can call WeChat in the mini program's name."""

    ABSENT = "absent"  # no AppID yet
    KEYS_MISSING = "keys_missing"  # own mode without an AppSecret
    KEYS_SET = "keys_set"  # own mode; the check proves the keys
    GRANTED = "granted"
    REVOKED = "revoked"


class GrantStatus(StrEnum):
    LIVE = "live"
    REVOKED = "revoked"


class Source(StrEnum):
    """How a grant came about."""

    CONSENT = "consent"
    REGISTRATION = "registration"


class NeededRight(msgspec.Struct, frozen=True):
    """A set of rights (权限集) of WeChat's and what stands still without it."""

    id: int
    name_zh: str
    name_en: str
    for_zh: str
    for_en: str


# Numbers from the 权限集 lines of the calls that the mall makes (developers.weixin.qq.com, read 2026-11).
NEEDED_RIGHTS = (
    NeededRight(
        17, "小程序码", "Mini program codes", "分享海报与带渠道的小程序码", "posters and channel codes"
    ),
    NeededRight(
        18,
        "开发管理与数据分析",
        "Development and analysis",
        "登录、手机号、订阅消息、上传代码、提审与备案",
        "log-in, phone numbers, messages, code, review and filing",
    ),
    NeededRight(
        142,
        "发货信息管理",
        "Shipping information",
        "上传发货信息，否则货款不结算",
        "shipping, or no money is settled",
    ),
    NeededRight(
        88, "小程序链接", "Mini program links", "短信和微信外打开小程序的链接", "links from outside of WeChat"
    ),
)


def missing_rights(granted: set[int]) -> tuple[NeededRight, ...]:
    """What the shop's owner has not ticked."""
    return tuple(right for right in NEEDED_RIGHTS if right.id not in granted)
