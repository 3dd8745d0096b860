"""Words and rules of promotion: kinds of campaigns, where a code can lead, what belongs to a visit. Pure."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import msgspec

MOST_CAMPAIGNS = 200
MOST_COSTS = 500
LONGEST_RANGE_DAYS = 366
SHORT_LENGTH = 6
# An order, or a new member, belongs to the last visit before it that is at most this old.
WINDOW = timedelta(hours=48)
# What WeChat allows at most; a link ends a minute before, so that clocks may differ.
LINK_LIFE = timedelta(days=30) - timedelta(minutes=1)
# Visits older than this are forgotten, and with them what they brought.
TOUCHES_KEPT = timedelta(days=400)

# Pixels: 5:4 as WeChat shows cards, and a phone's screen.
CARD = (800, 640)
POSTER = (750, 1334)

HOME = "home"
_TARGET = re.compile(
    r"home|(?P<kind>goods|category):(?P<id>[0-9a-z]{20})|page:(?P<page>agreement|privacy|after-sale|about)"
)
_SHORT = re.compile(rf"[0-9a-z]{{{SHORT_LENGTH}}}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)


class CampaignKind(StrEnum):
    """Where the code is shown."""

    MOMENTS = "moments"
    GROUP = "group"
    STORE = "store"
    OFFICIAL_ACCOUNT = "official_account"
    SMS = "sms"
    CREATOR = "creator"
    OTHER = "other"


KIND_WORDS = {
    CampaignKind.MOMENTS: "朋友圈",
    CampaignKind.GROUP: "社群",
    CampaignKind.STORE: "门店物料",
    CampaignKind.OFFICIAL_ACCOUNT: "公众号",
    CampaignKind.SMS: "短信",
    CampaignKind.CREATOR: "达人",
    CampaignKind.OTHER: "其他",
}


class Medium(StrEnum):
    """Ways in: a code to scan, or a link to tap."""

    WEAPP_CODE = "weapp_code"
    URL_LINK = "url_link"
    SCHEME = "scheme"
    SHORT_LINK = "short_link"
    H5 = "h5"


class Landing(msgspec.Struct, frozen=True):
    """A page of the mini program, without a leading slash, and its parameters."""

    page: str
    query: str


class Desk(msgspec.Struct, frozen=True):
    """The mini program in whose name WeChat is asked. `repr` shows the AppID alone."""

    appid: str
    secret: str | None
    granted: bool = False

    def __repr__(self) -> str:
        return f"Desk({self.appid})"


class CardFacts(msgspec.Struct, frozen=True):
    """What a share card shows."""

    name: str
    price_fen: int
    more: bool
    picture: bytes


class PosterFacts(msgspec.Struct, frozen=True):
    """What a poster shows; `code` is a picture, `hint` says how to use it."""

    card: CardFacts
    shop_name: str
    code: bytes
    hint: str


class MadeCode(msgspec.Struct, frozen=True, kw_only=True):
    """What WeChat, or we, made. `owner` is the campaign's id or nothing."""

    owner: str
    medium: Medium
    target: str
    trial: bool
    appid: str | None = None
    link: str | None = None
    picture: str | None = None
    expires_at: datetime | None = None


class Drawn(msgspec.Struct, frozen=True):
    """A poster; `owner` is the campaign's id or nothing."""

    goods_id: str
    kind: str
    owner: str
    digest: str
    picture: str


def is_target(text: str) -> bool:
    """Whether a code can lead there: `home`, `goods:<id>`, `category:<id>`, `page:<name>`."""
    return _TARGET.fullmatch(text) is not None


def is_short(text: str) -> bool:
    """Whether this can be a campaign's short sign."""
    return _SHORT.fullmatch(text) is not None


def goods_of(target: str) -> str | None:
    """The id of the goods that a target leads to."""
    return target.removeprefix("goods:") if target.startswith("goods:") else None


def landing(target: str, short: str | None) -> Landing:
    """Page and query of a target in the mini program; the H5 mall has the same pages. ValueError for none."""
    found = _TARGET.fullmatch(target)
    if found is None:
        raise ValueError("not a target")
    page, pairs = "pages/home/index", []
    if found["kind"] == "goods":
        page, pairs = "pages/goods/index", [f"id={found['id']}"]
    elif found["kind"] == "category":
        page, pairs = "pages-shop/list/index", [f"category={found['id']}"]
    elif found["page"]:
        page, pairs = "pages-shop/text/index", [f"name={found['page']}"]
    return Landing(page, "&".join([*pairs, *([f"ch={short}"] if short else [])]))


def scene(target: str, short: str | None) -> str:
    """The same in at most 32 letters: `c=k3m9xz&g=<id>`; `h=1` where there is nothing to say."""
    found = _TARGET.fullmatch(target)
    if found is None:
        raise ValueError("not a target")
    letter = {"goods": "g", "category": "l"}.get(found["kind"] or "")
    pairs = [f"c={short}"] if short else []
    if letter:
        pairs.append(f"{letter}={found['id']}")
    elif found["page"]:
        pairs.append(f"p={found['page']}")
    return "&".join(pairs) or "h=1"


def h5_address(mall: str, target: str, short: str | None) -> str:
    """The page of the H5 mall at `mall` (with a slash at the end): the campaign before the hash."""
    at = landing(target, None)
    sign = f"?ch={short}" if short else ""
    if target == HOME:
        return f"{mall}{sign}"
    return f"{mall}{sign}#/{at.page}?{at.query}"


def hour_of(moment: datetime) -> int:
    """Hours since 1970: one visit counts once in each."""
    return (moment - _EPOCH) // _HOUR


def roi_bps(earned_fen: int, cost_fen: int) -> int | None:
    """What came back for what was spent, in basis points, rounded down; None when nothing was spent."""
    return earned_fen * 10_000 // cost_fen if cost_fen else None


def too_long(since: date, until: date) -> bool:
    """Whether a range of days is empty or longer than a year."""
    return not 0 <= (until - since).days < LONGEST_RANGE_DAYS
