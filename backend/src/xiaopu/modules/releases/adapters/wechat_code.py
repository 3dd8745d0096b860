"""`CodeDesk` and `OutsideSigns` over WeChat, by the book of services."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec

from xiaopu.modules.releases.domain.declaring import Contact, Declared
from xiaopu.modules.releases.domain.review import CategoryItem, Submission
from xiaopu.modules.releases.errors import NotStampedHere, WechatCodeRefused
from xiaopu.modules.releases.ports import (
    AuditQuota,
    Commitment,
    Desk,
    News,
    OldVersion,
    Picture,
    PrivacyThere,
    VersionsThere,
)
from xiaopu.wechat.errors import BadConfiguration, CallFailed, ConnectFailed, Refused, SystemBusy, WeChatError
from xiaopu.wechat.miniprogram.client import MiniProgramServices
from xiaopu.wechat.miniprogram.codes import EnvVersion, UnlimitedCode
from xiaopu.wechat.openplatform import code, privacy
from xiaopu.wechat.openplatform.client import AuthorizedShop
from xiaopu.wechat.services_book import ServicesBook, WeappKeys

# The page is not in a released version; there is no released version at all.
_NOT_RELEASED = ("41030", "85079", "40165")
_NO_CHECK_YET = "61039"
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class WechatCode:
    """One desk for all shops that have granted the platform, and the outside signs of all others."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def put_template(self, desk: Desk, wanted: Commitment) -> int:
        """See `CodeDesk`. The newest template of the platform is our prebuilt package."""
        with _in_our_words():
            templates = await self._book.platform().templates.all()
            if not templates:
                raise NotStampedHere(why="第三方平台的模板库是空的")
            newest = max(templates, key=lambda one: one.template_id)
            body = code.Commit(
                template_id=str(newest.template_id),
                ext_json=msgspec.json.encode(wanted.extra).decode(),
                user_version=wanted.version,
                user_desc=wanted.desc,
            )
            await self._shop(desk).code.put_template(body)
            return newest.template_id

    async def trial_code(self, desk: Desk, path: str) -> Picture:
        """See `CodeDesk`."""
        with _in_our_words():
            image = await self._shop(desk).code.trial_code(path=path or None)
            return Picture(image.content, image.content_type)

    async def bind_tester(self, desk: Desk, wechat_id: str) -> str:
        """See `CodeDesk`."""
        with _in_our_words():
            return await self._shop(desk).web.bind_tester(wechat_id)

    async def unbind_tester(self, desk: Desk, userstr: str) -> None:
        """See `CodeDesk`."""
        with _in_our_words():
            await self._shop(desk).web.unbind_tester(userstr)

    async def categories(self, desk: Desk) -> list[CategoryItem]:
        """See `CodeDesk`."""
        with _in_our_words():
            found = await self._shop(desk).account.audit_categories()
            return [
                CategoryItem(
                    first_class=one.first_class,
                    second_class=one.second_class,
                    first_id=one.first_id,
                    second_id=one.second_id,
                    third_class=one.third_class,
                    third_id=one.third_id,
                )
                for one in found
            ]

    async def set_privacy(self, desk: Desk, contact: Contact, items: Sequence[Declared]) -> None:
        """See `CodeDesk`."""
        owner = privacy.PrivacyOwner(
            notice_method=contact.notice_method,
            contact_email=contact.email,
            contact_phone=contact.phone,
            contact_qq=contact.qq,
            contact_weixin=contact.weixin,
        )
        uses = [privacy.PrivacyUse(privacy_key=one.key, privacy_text=one.purpose) for one in items]
        with _in_our_words():
            await self._shop(desk).privacy.set(owner, uses)

    async def privacy(self, desk: Desk) -> PrivacyThere:
        """See `CodeDesk`."""
        with _in_our_words():
            found = await self._shop(desk).privacy.setting()
        owner = found.owner_setting
        reachable = owner is not None and any(
            (owner.contact_email, owner.contact_phone, owner.contact_qq, owner.contact_weixin)
        )
        return PrivacyThere(tuple(item.privacy_key for item in found.setting_list), reachable)

    async def keep_picture(self, desk: Desk, name: str, content: bytes) -> str:
        """See `CodeDesk`."""
        kind = next((kind for mark, kind in _PICTURES.items() if content.startswith(mark)), "image/jpeg")
        with _in_our_words():
            return await self._shop(desk).code.upload_media(name, content, kind)

    async def submit(self, desk: Desk, submission: Submission, feedback: str) -> int:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            return await self._shop(desk).code.submit(_audit_request(submission, feedback))

    async def news(self, desk: Desk, audit_id: int | None) -> News:
        """See `CodeDesk`."""
        with _in_our_words():
            shop = self._shop(desk)
            try:
                found = await (shop.code.latest_audit() if audit_id is None else shop.code.audit(audit_id))
            except Refused as refused:
                if audit_id is None and refused.means("85019"):
                    return News(None, -1)
                raise
        shots = tuple(one for one in (found.screenshot or "").split("|") if one)
        return News(found.auditid or audit_id, int(found.status), found.reason or "", shots)

    async def withdraw(self, desk: Desk) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.undo_audit()

    async def speed_up(self, desk: Desk, audit_id: int) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.speed_up(audit_id)

    async def quota(self, desk: Desk) -> AuditQuota:
        """See `CodeDesk`."""
        with _in_our_words():
            found = await self._shop(desk).code.quota()
        return AuditQuota(found.rest, found.limit, found.speedup_rest, found.speedup_limit)

    async def release(self, desk: Desk) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.release()

    async def start_gray(self, desk: Desk, percent: int) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.gray_release(percent)

    async def stop_gray(self, desk: Desk) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.revert_gray_release()

    async def history(self, desk: Desk) -> list[OldVersion]:
        """See `CodeDesk`."""
        with _in_our_words():
            found = await self._shop(desk).code.history()
        return [
            OldVersion(
                one.app_version,
                one.user_version or "",
                one.user_desc or "",
                None if not one.commit_time else datetime.fromtimestamp(one.commit_time, UTC),
            )
            for one in found
        ]

    async def versions(self, desk: Desk) -> VersionsThere:
        """See `CodeDesk`."""
        with _in_our_words():
            found = await self._shop(desk).code.versions()
        trial = found.exp_info.exp_version if found.exp_info else None
        released = found.release_info.release_version if found.release_info else None
        return VersionsThere(trial or "", released or "")

    async def roll_back(self, desk: Desk, app_version: int | None) -> None:
        """See `CodeDesk`."""
        with _in_our_words(repeatable=False):
            await self._shop(desk).code.revert(app_version=app_version)

    async def is_released(self, desk: Desk, page: str) -> bool:
        """See `OutsideSigns`."""
        wanted = UnlimitedCode(
            scene="r=1", page=page, check_path=True, env_version=EnvVersion.RELEASE, width=280
        )
        with _in_our_words():
            try:
                await self._services(desk).codes.unlimited(wanted)
            except Refused as refused:
                if refused.means(*_NOT_RELEASED):
                    return False
                raise
        return True

    async def trade_managed(self, desk: Desk) -> bool:
        """See `OutsideSigns`."""
        with _in_our_words():
            return await self._services(desk).shipping.is_managed(desk.appid)

    async def categories_outside(self, desk: Desk) -> list[str]:
        """Names of the accepted categories, by the templates of subscribe messages."""
        with _in_our_words():
            return [one.name for one in await self._services(desk).messages.template_categories()]

    def _shop(self, desk: Desk) -> AuthorizedShop:
        return self._book.granted(desk.appid)

    def _services(self, desk: Desk) -> MiniProgramServices:
        return self._book.services(WeappKeys(appid=desk.appid, secret=desk.secret, granted=desk.granted))


class WechatSigns:
    """`OutsideSigns`: what a mini program shows to whoever asks, in either mode."""

    def __init__(self, wechat: WechatCode) -> None:
        self._wechat = wechat

    async def is_released(self, desk: Desk, page: str) -> bool:
        """See `OutsideSigns`."""
        return await self._wechat.is_released(desk, page)

    async def trade_managed(self, desk: Desk) -> bool:
        """See `OutsideSigns`."""
        return await self._wechat.trade_managed(desk)

    async def categories(self, desk: Desk) -> list[str]:
        """See `OutsideSigns`."""
        if desk.granted:
            found = await self._wechat.categories(desk)
            return [f"{one.first_class}>{one.second_class}" for one in found]
        return await self._wechat.categories_outside(desk)


def _audit_request(submission: Submission, feedback: str) -> code.AuditRequest:
    pictures = list(submission.picture_ids)
    ugc = submission.ugc
    return code.AuditRequest(
        item_list=[
            code.AuditPage(
                first_class=item.first_class,
                second_class=item.second_class,
                address=item.address or None,
                tag=item.tag or None,
                title=item.title or None,
                first_id=item.first_id,
                second_id=item.second_id,
                third_class=item.third_class,
                third_id=item.third_id,
            )
            for item in submission.items
        ],
        version_desc=submission.version_desc or None,
        preview_info=code.Preview(pic_id_list=pictures) if pictures else None,
        feedback_info=feedback or None,
        ugc_declare=code.UgcDeclaration(
            scene=list(ugc.scene),
            method=list(ugc.method) or None,
            has_audit_team=ugc.has_audit_team,
            audit_desc=ugc.audit_desc or None,
            other_scene_desc=ugc.other_scene_desc or None,
        ),
        order_path=submission.order_path or None,
    )


# Where our advice for a code of review and release is more telling than the general table.
_MENDS = {
    "86369": (
        "小程序还没有完成 ICP 备案，微信不允许发布",
        "先在开店向导里完成备案，审核结果会保留",
        "The mini program has not been filed; WeChat releases nothing before that",
        "Finish the filing in the launch; the review stays passed",
    ),
    "87013": (
        "今天或本月的撤回次数用完了",
        "明天再撤回，或等审核结果",
        "No withdrawal is left today or this month",
        "Withdraw tomorrow, or wait for the review",
    ),
    "85085": (
        "本月的提审次数用完了",
        "下个月再提交，或请平台购买额度",
        "No submission is left this month",
        "Submit next month, or let the operator buy more",
    ),
    "61039": (
        "微信还在检查代码里的隐私接口",
        "等一两分钟再提交",
        "WeChat still reads the code for private interfaces",
        "Submit in a minute or two",
    ),
    "61040": (
        "代码用到的位置类接口还没有开通",
        "到「开发管理 → 接口设置」申请，或删掉这些接口",
        "Interfaces of location are used that were not granted",
        "Ask for them under 开发管理 → 接口设置, or take them out",
    ),
}


@contextmanager
def _in_our_words(*, repeatable: bool = True) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        number = str(refused.code)
        advice = refused.advice
        general = (advice.cause_zh, advice.mend_zh, advice.cause_en, advice.mend_en)
        busy = isinstance(refused, SystemBusy) or number == _NO_CHECK_YET
        raise WechatCodeRefused(
            wechat_code=number,
            retryable=busy,
            rid=refused.rid or refused.request_id,
            who="wechat" if busy else advice.mends,
            **_words(*_MENDS.get(number, general)),
        ) from refused
    except BadConfiguration as bad:
        words = (
            f"{bad.what} 没有设置或格式不对",
            "检查设置",
            f"{bad.what} is not set or malformed",
            "Check it",
        )
        raise WechatCodeRefused(
            wechat_code="malformed", retryable=False, who="merchant", **_words(*words)
        ) from bad
    except CallFailed as failed:
        sent = not repeatable and not isinstance(failed, ConnectFailed)
        lost = ("没有收到微信的回答", "稍后刷新看结果", "WeChat's answer was lost", "Look again later")
        unreached = ("连不上微信", "稍后再试", "WeChat cannot be reached", "Try again later")
        raise WechatCodeRefused(
            wechat_code="lost" if sent else "unreachable",
            retryable=True,
            who="us",
            **_words(*(lost if sent else unreached)),
        ) from failed
    except WeChatError as fault:
        odd = ("读不懂微信的回答", "稍后再试", "WeChat's answer cannot be read", "Try again later")
        raise WechatCodeRefused(
            wechat_code="unreadable", retryable=True, who="wechat", **_words(*odd)
        ) from fault


def _words(cause: str, mend: str, cause_en: str, mend_en: str) -> dict[str, str]:
    return {"cause": cause, "mend": mend, "cause_en": cause_en, "mend_en": mend_en}
