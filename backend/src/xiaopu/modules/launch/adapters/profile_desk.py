"""`ProfileDesk` over the open platform's account interfaces."""

from datetime import datetime

from xiaopu.modules.launch.adapters.wechat_words import in_our_words
from xiaopu.modules.launch.domain.profile import (
    Account,
    AuditState,
    CategoryPaper,
    NameAudit,
    NameOutcome,
    NameVerdict,
    NameWish,
    OwnCategories,
    OwnCategory,
    Quota,
    ServiceCategoryNode,
)
from xiaopu.modules.launch.ports import Picture
from xiaopu.wechat.miniprogram.operations import MediaKind
from xiaopu.wechat.openplatform import account as wx
from xiaopu.wechat.openplatform.client import AuthorizedShop
from xiaopu.wechat.services_book import ServicesBook
from xiaopu.wechat.wire import utc_from_unix

_STATES = {1: AuditState.IN_REVIEW, 2: AuditState.REFUSED, 3: AuditState.GRANTED}
_NAMES, _OTHERS = 2, 5


class WechatProfileDesk:
    """One desk for all shops."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def account(self, appid: str) -> Account:
        with in_our_words("reading a mini program's account"):
            return _account(await self._shop(appid).account.basic_info())

    async def categories(self, appid: str) -> OwnCategories:
        with in_our_words("reading a mini program's categories"):
            own = await self._shop(appid).account.categories()
        items = tuple(
            OwnCategory(
                one.first,
                one.second,
                "-".join(name for name in (one.first_name, one.second_name) if name) or str(one.second),
                _STATES.get(one.audit_status or 0, AuditState.IN_REVIEW),
                one.audit_reason or "",
            )
            for one in own.categories
        )
        return OwnCategories(items, own.quota, own.category_limit)

    async def category_tree(self, appid: str) -> tuple[ServiceCategoryNode, ...]:
        with in_our_words("reading WeChat's categories"):
            items = await self._shop(appid).account.all_categories()
        names = {item.id: item.name or "" for item in items}
        return tuple(
            ServiceCategoryNode(
                item.father or 0, item.id, names.get(item.father or 0, ""), item.name or "", *_wants(item)
            )
            for item in items
            if item.level == 2
        )

    async def upload(self, appid: str, picture: Picture) -> str:
        with in_our_words("uploading a paper"):
            media = await self._shop(appid).operations.upload_media(
                MediaKind.IMAGE, picture.filename, picture.content, picture.content_type
            )
        return media.media_id

    async def check_name(self, appid: str, name: str) -> NameVerdict:
        with in_our_words("checking a name"):
            verdict = await self._shop(appid).account.check_name(name)
        return NameVerdict(verdict.hit_condition, verdict.wording or "")

    async def set_name(self, appid: str, wish: NameWish, *, is_person: bool) -> NameOutcome:
        first, second, third = (*wish.others, None, None, None)[:3]
        new = wx.NewName(
            nick_name=wish.name,
            license=None if is_person else wish.licence,
            id_card=wish.licence if is_person else None,
            naming_other_stuff_1=first,
            naming_other_stuff_2=second,
            naming_other_stuff_3=third,
        )
        with in_our_words("setting a name"):
            outcome = await self._shop(appid).account.set_name(new)
        return NameOutcome(outcome.audit_id or None, outcome.wording or "")

    async def name_audit(self, appid: str, audit_id: int) -> NameAudit:
        with in_our_words("asking for the review of a name"):
            audit = await self._shop(appid).account.name_audit(audit_id)
        return NameAudit(
            audit.nickname or "", _STATES.get(audit.audit_stat, AuditState.IN_REVIEW), audit.fail_reason or ""
        )

    async def set_avatar(self, appid: str, media_id: str) -> None:
        with in_our_words("setting a picture"):
            await self._shop(appid).account.set_picture(media_id)

    async def set_introduction(self, appid: str, text: str) -> None:
        with in_our_words("setting an introduction"):
            await self._shop(appid).account.set_description(text)

    async def add_category(
        self, appid: str, node: ServiceCategoryNode, papers: tuple[CategoryPaper, ...]
    ) -> None:
        with in_our_words("adding a category"):
            await self._shop(appid).account.add_categories([_new(node, papers)])

    async def modify_category(
        self, appid: str, node: ServiceCategoryNode, papers: tuple[CategoryPaper, ...]
    ) -> None:
        with in_our_words("changing a category"):
            await self._shop(appid).account.modify_category(_new(node, papers))

    async def delete_category(self, appid: str, first: int, second: int) -> None:
        with in_our_words("deleting a category"):
            await self._shop(appid).account.delete_category(first, second)

    def _shop(self, appid: str) -> AuthorizedShop:
        return self._book.granted(appid)


def _account(info: wx.BasicInfo) -> Account:
    verify = info.wx_verify_info
    return Account(
        appid=info.appid,
        is_person=info.principal_type == 0,
        verified=verify is not None and verify.qualification_verify,
        name_quota=_quota(info.nickname_info, _NAMES),
        avatar_quota=_quota(info.head_image_info, _OTHERS),
        introduction_quota=_quota(info.signature_info, _OTHERS),
        principal=info.principal_name or "",
        name=info.nickname or "",
        avatar_url=info.head_image_info.head_image_url or "" if info.head_image_info else "",
        introduction=info.signature_info.signature or "" if info.signature_info else "",
        review_from=_moment(verify.annual_review_begin_time if verify else None),
        review_until=_moment(verify.annual_review_end_time if verify else None),
    )


def _moment(seconds: int | None) -> datetime | None:
    return utc_from_unix(seconds) if seconds else None


def _quota(changes: wx.Changes | None, most: int) -> Quota:
    if changes is None:
        return Quota(0, most)
    return Quota(changes.modify_used_count, changes.modify_quota or most)


def _wants(item: wx.CategoryItem) -> tuple[tuple[tuple[str, ...], ...], str]:
    if item.qualify is None:
        return (), ""
    groups = tuple(tuple(paper.name for paper in group.inner_list) for group in item.qualify.exter_list)
    return tuple(group for group in groups if group), item.qualify.remark or ""


def _new(node: ServiceCategoryNode, papers: tuple[CategoryPaper, ...]) -> wx.NewCategory:
    given = [wx.Paper(key=paper.name, value=paper.media_id) for paper in papers]
    return wx.NewCategory(first=node.first, second=node.second, certicates=given or None)
