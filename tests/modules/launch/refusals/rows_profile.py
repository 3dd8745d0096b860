"""Refusals of name, introduction and categories, of verification and of the filing."""

from typing import Any

from tests.modules.launch.granted import FILING, GrantedShop
from tests.modules.launch.refusals.scene import Provoke, Row, Scene, Told, diagnosed, refused

_PLAIN, _FOOD = {"first": 616, "second": 618}, {"first": 616, "second": 617}
_DRAFT = {"contact_name": "李雷", "contact_email": "lilei@example.com", "account_name": "秋山茶器"}


def _named(name: str, subject: str = "company") -> Provoke:
    async def provoke(scene: Scene) -> Told:
        shop = await scene.granted(subject)
        return refused(await shop.owner.shop("PUT", "/launch/profile/name", {"name": name}))

    return provoke


async def _paper(shop: GrantedShop) -> str:
    return str((await shop.upload("POST", "/profile/papers"))["media_id"])


async def _name_quota(scene: Scene) -> Told:
    shop = await scene.granted()
    for name in ("秋山茶器", "秋山茶铺"):
        await shop.ask("PUT", "/profile/name", {"name": name})
    return refused(await shop.owner.shop("PUT", "/launch/profile/name", {"name": "秋山茶店"}))


async def _wished(scene: Scene) -> tuple[GrantedShop, dict[str, str]]:
    shop = await scene.granted()
    wish = {"name": "茅台小铺", "licence": await _paper(shop)}
    await shop.ask("PUT", "/profile/name", wish)
    return shop, wish


async def _name_in_review(scene: Scene) -> Told:
    shop, wish = await _wished(scene)
    return refused(await shop.owner.shop("PUT", "/launch/profile/name", wish))


async def _name_refused(scene: Scene) -> Told:
    shop, _ = await _wished(scene)
    await shop.decide("name", "reject", "wxa_nickname_audit", reason="商标证书不清晰")
    return await diagnosed(shop, "profile", "name_refused")


def _introduced(text: str) -> Provoke:
    async def provoke(scene: Scene) -> Told:
        shop = await scene.granted()
        return refused(await shop.owner.shop("PUT", "/launch/profile/introduction", {"text": text}))

    return provoke


async def _introduction_quota(scene: Scene) -> Told:
    shop = await scene.granted()
    for number in range(5):
        await shop.ask("PUT", "/profile/introduction", {"text": f"手作茶器第{number}版"})
    return refused(await shop.owner.shop("PUT", "/launch/profile/introduction", {"text": "手作茶器第六版"}))


def _categorised(body: Any, subject: str = "company", times: int = 1) -> Provoke:
    async def provoke(scene: Scene) -> Told:
        shop = await scene.granted(subject)
        for _ in range(times - 1):
            await shop.ask("POST", "/profile/categories", body)
        return refused(await shop.owner.shop("POST", "/launch/profile/categories", body))

    return provoke


async def _category_refused(scene: Scene) -> Told:
    shop = await scene.granted()
    papers = [{"name": "食品经营许可证", "media_id": await _paper(shop)}]
    await shop.ask("POST", "/profile/categories", _FOOD | {"papers": papers})
    await shop.decide("category", "reject", "wxa_category_audit", reason="证件过期")
    return await diagnosed(shop, "profile", "category_refused")


async def _category_emptied(scene: Scene) -> Told:
    """Papers taken away from a category that wants some: WeChat says so."""
    shop = await scene.granted()
    papers = [{"name": "食品经营许可证", "media_id": await _paper(shop)}]
    await shop.ask("POST", "/profile/categories", _FOOD | {"papers": papers})
    await shop.decide("category", "reject", "wxa_category_audit", reason="证件过期")
    return refused(await shop.owner.shop("PUT", "/launch/profile/categories/616/617", {"papers": []}))


async def _verification(scene: Scene) -> GrantedShop:
    shop = await scene.granted()
    await shop.ask("PUT", "/verification", _DRAFT)
    await shop.upload("PUT", "/verification/papers/licence")
    await shop.ask("POST", "/verification/hand-in")
    return shop


async def _sent_back(scene: Scene) -> Told:
    shop = await _verification(scene)
    await shop.decide("verification", "reject", "notify_3rd_wxa_auth", reason="营业执照不清晰")
    return await diagnosed(shop, "verification", "verification_sent_back")


async def _handed_in_twice(scene: Scene) -> Told:
    shop = await _verification(scene)
    return refused(await shop.owner.shop("POST", "/launch/verification/hand-in"))


async def _filing(scene: Scene) -> GrantedShop:
    shop = await scene.granted()
    await shop.ask("PUT", "/filing", FILING)
    for key in ("licence", "principal_front", "principal_back"):
        await shop.upload("PUT", f"/filing/papers/{key}")
    await shop.ask("POST", "/filing/face")
    await shop.ask("POST", "/filing/hand-in")
    return shop


_PUSH = "notify_apply_icpfiling_result"


async def _filing_rejected(scene: Scene) -> Told:
    shop = await _filing(scene)
    fields = [{"key_name": "主体负责人手机号", "error": "与其他备案重复", "suggest": "换一个手机号"}]
    await shop.decide("filing", "reject", _PUSH, fields=fields)
    told = await diagnosed(shop, "filing", "filing_rejected")
    assert told.mend[0] == "换一个手机号"
    return told


async def _rejected_at_authority(scene: Scene) -> Told:
    shop = await _filing(scene)
    await shop.decide("filing", "accept", _PUSH)
    await scene.told(f"/_sandbox/open/weapps/{shop.appid}/sms", {"status": 2})
    fields = [{"key_name": "营业执照", "error": "图片模糊", "suggest": "重新拍摄"}]
    await shop.decide("filing", "reject", _PUSH, fields=fields)
    return await diagnosed(shop, "filing", "filing_rejected_by_authority")


async def _message_missed(scene: Scene) -> Told:
    shop = await _filing(scene)
    await shop.decide("filing", "accept", _PUSH)
    await scene.told(f"/_sandbox/open/weapps/{shop.appid}/sms", {"status": 3})
    return await diagnosed(shop, "filing", "filing_sms_timed_out")


_TOLD = "wechat_refused"
ROWS = [
    Row("name_short", _named("茶"), "name_too_short", None, "merchant", "至少要 4 个"),
    Row("name_reserved", _named("微信好店"), "name_reserved", None, "merchant", "微信保留"),
    Row("name_individual", _named("秋山商城", "individual"), "name_individual", None, "merchant", "个人主体"),
    Row("name_taken", _named("京东"), _TOLD, "53013", "merchant", "与已有账号重复"),
    Row("name_trademark", _named("茅台小铺"), "name_papers_wanted", None, "merchant", "商标注册证"),
    Row("name_quota", _name_quota, "name_quota_used", None, "merchant", "2 次改名机会已用完"),
    Row("name_in_review", _name_in_review, _TOLD, "91019", "merchant", "改名正在审核"),
    Row("name_refused", _name_refused, "name_refused", None, "merchant", "商标证书不清晰"),
    Row("introduction_short", _introduced("茶器"), "introduction_length", None, "merchant", "4 到 120"),
    Row("introduction_word", _introduced("微信里的茶器"), "introduction_words", None, "merchant", "微信"),
    Row("introduction_quota", _introduction_quota, "changes_used_up", None, "merchant", "已用完"),
    Row(
        "category_papers", _categorised(_FOOD), "category_papers_missing", None, "merchant", "食品经营许可证"
    ),
    Row("category_twice", _categorised(_PLAIN, times=2), _TOLD, "53304", "merchant", "已经添加"),
    Row("category_individual", _categorised(_PLAIN, "individual"), _TOLD, "53302", "merchant", "主体类型"),
    Row("category_refused", _category_refused, "category_refused", None, "merchant", "证件过期"),
    Row("category_emptied", _category_emptied, _TOLD, "53311", "merchant", "需要提交资质"),
    Row("verification_sent_back", _sent_back, "verification_sent_back", None, "merchant", "营业执照不清晰"),
    Row("verification_twice", _handed_in_twice, "already_handed_in", None, "merchant", "已经提交过"),
    Row("filing_rejected", _filing_rejected, "filing_rejected", None, "merchant", "与其他备案重复"),
    Row("filing_authority", _rejected_at_authority, "filing_rejected_by_authority", None, "merchant", "管局"),
    Row("filing_message", _message_missed, "filing_sms_timed_out", None, "merchant", "12381"),
]
