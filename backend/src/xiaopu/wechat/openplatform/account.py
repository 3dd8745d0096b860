"""What a shop's mini program shows of itself: name, picture, description, categories, search.

Source: developers.weixin.qq.com oplatform getAccountBasicInfo, checkNickName, setNickName, queryNickName,
modifyHeadImage, modifySignature, getAllCategories and beside, getSearchStatus, setSearchStatus.
"""

from __future__ import annotations

from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer, Nothing, Request

BASIC_INFO = Endpoint(
    method="POST", path="/cgi-bin/account/getaccountbasicinfo", source="getAccountBasicInfo", repeatable=True,
    confirmed=False, note="method: one source says GET",
)  # fmt: skip
CHECK_NAME = Endpoint(
    method="POST", path="/cgi-bin/wxverify/checkwxverifynickname", source="checkNickName", repeatable=True
)
SET_NAME = Endpoint(method="POST", path="/wxa/setnickname", source="setNickName")
QUERY_NAME = Endpoint(
    method="POST", path="/wxa/api_wxa_querynickname", source="queryNickName", repeatable=True
)
SET_PICTURE = Endpoint(method="POST", path="/cgi-bin/account/modifyheadimage", source="modifyHeadImage")
SET_DESCRIPTION = Endpoint(method="POST", path="/cgi-bin/account/modifysignature", source="modifySignature")
ALL_CATEGORIES = Endpoint(
    method="GET", path="/cgi-bin/wxopen/getallcategories", source="getAllCategories", repeatable=True
)
OWN_CATEGORIES = Endpoint(
    method="GET", path="/cgi-bin/wxopen/getcategory", source="getSettingCategories", repeatable=True
)
ADD_CATEGORY = Endpoint(method="POST", path="/cgi-bin/wxopen/addcategory", source="addCategory")
MODIFY_CATEGORY = Endpoint(method="POST", path="/cgi-bin/wxopen/modifycategory", source="modifyCategory")
DELETE_CATEGORY = Endpoint(method="POST", path="/cgi-bin/wxopen/deletecategory", source="deleteCategory")
AUDIT_CATEGORIES = Endpoint(method="GET", path="/wxa/get_category", source="getCategory", repeatable=True)
SEARCH_STATUS = Endpoint(
    method="GET", path="/wxa/getwxasearchstatus", source="getSearchStatus", repeatable=True
)
SET_SEARCH_STATUS = Endpoint(
    method="POST", path="/wxa/changewxasearchstatus", source="setSearchStatus", repeatable=True
)


class Changes(Answer, frozen=True, kw_only=True):
    """How often something was changed and may be."""

    modify_used_count: int = 0
    modify_quota: int = 0


class HeadImage(Changes, frozen=True, kw_only=True):
    """The picture and its changes."""

    head_image_url: str | None = None


class Signature(Changes, frozen=True, kw_only=True):
    """The description and its changes."""

    signature: str | None = None


class VerifyInfo(Answer, frozen=True, kw_only=True):
    """Verification: of the papers, of the name, and the yearly review (Unix seconds)."""

    qualification_verify: bool
    naming_verify: bool
    annual_review: bool | None = None
    annual_review_begin_time: int | None = None
    annual_review_end_time: int | None = None


class BasicInfo(Answer, frozen=True, kw_only=True):
    """A shop's account. ``account_type`` 3 is a mini program; ``principal_type`` 0 a person, 1 a company."""

    appid: str
    account_type: int
    principal_type: int
    principal_name: str | None = None
    realname_status: int | None = None
    customer_type: int | None = None
    nickname: str | None = None
    nickname_info: Changes | None = None
    head_image_info: HeadImage | None = None
    signature_info: Signature | None = None
    wx_verify_info: VerifyInfo | None = None


class NameCheck(Answer, frozen=True, kw_only=True):
    """``hit_condition``: the name needs papers, ``wording`` says which."""

    hit_condition: bool = False
    wording: str | None = None


class NewName(Request, frozen=True, kw_only=True):
    """A name and the papers for it (media ids); companies give ``license``, persons ``id_card``."""

    nick_name: str
    license: str | None = None
    id_card: str | None = None
    naming_other_stuff_1: str | None = None
    naming_other_stuff_2: str | None = None
    naming_other_stuff_3: str | None = None


class NameSet(Answer, frozen=True, kw_only=True):
    """With ``audit_id`` WeChat looks at it first; without, the name is set."""

    audit_id: int | None = None
    wording: str | None = None


class NameAudit(Answer, frozen=True, kw_only=True):
    """``audit_stat``: 1 being looked at, 2 refused, 3 granted."""

    audit_stat: int
    nickname: str | None = None
    fail_reason: str | None = None
    create_time: int | None = None
    audit_time: int | None = None


class PaperName(Answer, frozen=True, kw_only=True):
    """A paper by its name in WeChat's list."""

    name: str
    url: str | None = None


class PaperGroup(Answer, frozen=True, kw_only=True):
    """Papers that are handed in together."""

    inner_list: tuple[PaperName, ...] = ()


class Qualify(Answer, frozen=True, kw_only=True):
    """What a category wants: any one of the groups."""

    exter_list: tuple[PaperGroup, ...] = ()
    remark: str | None = None


class CategoryItem(Answer, frozen=True, kw_only=True):
    """One node of WeChat's tree of categories."""

    id: int
    name: str | None = None
    level: int | None = None
    father: int | None = None
    children: tuple[int, ...] = ()
    sensitive_type: int | None = None
    qualify: Qualify | None = None


class OwnCategory(Answer, frozen=True, kw_only=True):
    """A category of the shop; ``audit_status`` 1 being looked at, 2 refused, 3 granted."""

    first: int
    second: int
    first_name: str | None = None
    second_name: str | None = None
    audit_status: int | None = None
    audit_reason: str | None = None


class OwnCategories(Answer, frozen=True, kw_only=True):
    """The shop's categories; ``quota`` changes are left of ``limit`` this month."""

    categories: tuple[OwnCategory, ...] = ()
    limit: int | None = None
    quota: int | None = None
    category_limit: int | None = None


class Paper(Request, frozen=True, kw_only=True):
    """A paper for a category: its name in WeChat's list, its media id."""

    key: str
    value: str


class NewCategory(Request, frozen=True, kw_only=True):
    """A category to add or change; WeChat spells ``certicates`` so."""

    first: int
    second: int
    certicates: list[Paper] | None = None


class AuditCategory(Answer, frozen=True, kw_only=True):
    """A category as ``submit_audit`` wants it."""

    first_class: str
    second_class: str
    first_id: int | None = None
    second_id: int | None = None
    third_class: str | None = None
    third_id: int | None = None


class _Name(Request, frozen=True, kw_only=True):
    nick_name: str


class _AuditId(Request, frozen=True, kw_only=True):
    audit_id: int


class _Picture(Request, frozen=True, kw_only=True):
    head_img_media_id: str
    x1: float = 0
    y1: float = 0
    x2: float = 1
    y2: float = 1


class _Description(Request, frozen=True, kw_only=True):
    signature: str


class _Tree(Answer, frozen=True, kw_only=True):
    categories: tuple[CategoryItem, ...] = ()


class _AllCategories(Answer, frozen=True, kw_only=True):
    categories_list: _Tree


class _Categories(Request, frozen=True, kw_only=True):
    categories: list[NewCategory]


class _AuditCategories(Answer, frozen=True, kw_only=True):
    category_list: tuple[AuditCategory, ...] = ()


class _Status(Answer, frozen=True, kw_only=True):
    status: int


class _StatusBody(Request, frozen=True, kw_only=True):
    status: int


class Account:
    """Name, picture, description, categories and search of one shop; the channel is the shop's."""

    def __init__(self, channel: ApiChannel) -> None:
        self._channel = channel

    async def basic_info(self) -> BasicInfo:
        """The account, its owner, its verification, its changes left."""
        return await self._channel.call(BASIC_INFO, BasicInfo, body={})

    async def check_name(self, name: str) -> NameCheck:
        """Whether a name is free; refused 53010 to 53019 with the reason."""
        return await self._channel.call(CHECK_NAME, NameCheck, body=_Name(nick_name=name))

    async def set_name(self, name: NewName) -> NameSet:
        """Sets the name, or hands it in; twice a year. Refused 91019 while one is being looked at."""
        return await self._channel.call(SET_NAME, NameSet, body=name)

    async def name_audit(self, audit_id: int) -> NameAudit:
        """How a name that was handed in stands."""
        return await self._channel.call(QUERY_NAME, NameAudit, body=_AuditId(audit_id=audit_id))

    async def set_picture(self, media_id: str) -> None:
        """Sets the whole uploaded picture; refused 53202 when the month's changes are used up."""
        await self._channel.call(SET_PICTURE, Nothing, body=_Picture(head_img_media_id=media_id))

    async def set_description(self, text: str) -> None:
        """Sets the description (4 to 120 letters); refused 53200, 53201."""
        await self._channel.call(SET_DESCRIPTION, Nothing, body=_Description(signature=text))

    async def all_categories(self) -> tuple[CategoryItem, ...]:
        """WeChat's tree, flat."""
        return (await self._channel.call(ALL_CATEGORIES, _AllCategories)).categories_list.categories

    async def categories(self) -> OwnCategories:
        """The shop's categories."""
        return await self._channel.call(OWN_CATEGORIES, OwnCategories)

    async def add_categories(self, categories: list[NewCategory]) -> None:
        """Adds categories; refused 53300 to 53311 with the reason."""
        await self._channel.call(ADD_CATEGORY, Nothing, body=_Categories(categories=categories))

    async def modify_category(self, category: NewCategory) -> None:
        """Hands in other papers for a category."""
        await self._channel.call(MODIFY_CATEGORY, Nothing, body=category)

    async def delete_category(self, first: int, second: int) -> None:
        """Gives a category up."""
        await self._channel.call(DELETE_CATEGORY, Nothing, body=NewCategory(first=first, second=second))

    async def audit_categories(self) -> tuple[AuditCategory, ...]:
        """The categories that may be named when code is submitted."""
        return (await self._channel.call(AUDIT_CATEGORIES, _AuditCategories)).category_list

    async def is_searchable(self) -> bool:
        """Whether WeChat's search shows the mini program."""
        return (await self._channel.call(SEARCH_STATUS, _Status)).status == 0

    async def show_in_search(self) -> None:
        """Lets WeChat's search show the mini program; refused 85083 when that is banned."""
        await self._channel.call(SET_SEARCH_STATUS, Nothing, body=_StatusBody(status=0))

    async def hide_from_search(self) -> None:
        """Keeps the mini program out of WeChat's search."""
        await self._channel.call(SET_SEARCH_STATUS, Nothing, body=_StatusBody(status=1))
