"""`xiaopu journey --launch`: every way from nothing to the first paid order."""

from typing import Any

import httpx

from xiaopu.entrypoints.journey.launch_own import OwnWay
from xiaopu.entrypoints.journey.launch_platform import PlatformWay
from xiaopu.entrypoints.journey.launch_shop import LaunchingShop
from xiaopu.entrypoints.journey.stage import Addresses
from xiaopu.entrypoints.journey.told import NotAsItShouldBe, Teller, expect

# Which modes each way has, the first one by default: an existing mini program is granted, and an individual's
# is its own (fast registration is for companies and sole traders).
_MODES = {
    "company": ("own", "platform"),
    "sole-trader": ("own", "platform"),
    "individual": ("own",),
    "existing": ("platform",),
}
_KINDS = {
    "company": "company",
    "sole-trader": "sole_trader",
    "individual": "individual",
    "existing": "company",
}


def modes_of(launch: str) -> tuple[str, ...]:
    """The modes of a way; none for a way that is not there."""
    return _MODES.get(launch, ())


def launch_job(addresses: Addresses, teller: Teller, launch: str, mode: str) -> dict[str, Any] | None:
    """Figures of a launch in which everything was as it should be, or None."""
    shop = LaunchingShop(addresses, teller, _KINDS[launch])
    try:
        if launch == "individual":
            return _individual(shop)
        way = OwnWay(shop) if mode == "own" else PlatformWay(shop, existing=launch == "existing")
        return _sell(shop, way)
    except (NotAsItShouldBe, httpx.HTTPError) as wrong:
        teller.note(str(wrong))
        return None
    finally:
        shop.leave()


def _sell(shop: LaunchingShop, way: OwnWay) -> dict[str, Any]:
    shop.sign_up()
    with shop.step("我该用什么主体？"):
        who = "company" if shop.papers.kind == "company" else "sole_trader"
        advice = shop.ask_adviser(who)
        expect(advice["recommended"], shop.papers.kind, "推荐的主体")
    shop.declare_subject()
    way.account()
    return _from_account(shop, way)


def _from_account(shop: LaunchingShop, way: OwnWay) -> dict[str, Any]:
    """Everything after the account, to the first paid order and the first visitor."""
    way.profile()
    if not shop.goods:
        shop.furnish()
    way.verification()
    way.filing()
    way.domains()
    way.code()
    way.open_shipping()
    shop.connect_pay(way.pay_account())
    shop.prove_pay()
    with shop.step("微信认证的证明"):
        shop.must_be("verification", "done")
    way.review()
    way.release()
    figures = shop.first_order()
    shop.promote()
    return _conclude(shop, figures)


def _individual(shop: LaunchingShop) -> dict[str, Any]:
    """A showcase passes review; then the same shop becomes a sole trader's, with a new AppID, and sells."""
    shop.sign_up()
    with shop.step("我该用什么主体？个人不能卖货") as found:
        advice = shop.ask_adviser("just_me")
        person = next(one for one in advice["subjects"] if one["type"] == "individual")
        expect(person["outcome"], "cannot", "个人主体卖货")
        found(advice["first"][:20])
    shop.declare_subject()
    way = OwnWay(shop)
    way.account()
    way.profile()
    shop.furnish()
    way.filing()
    way.domains()
    way.code()
    way.review()
    way.release()
    showcase = shop.appid
    shop.become("sole_trader")
    way = OwnWay(shop)
    way.account()
    expect(shop.appid != showcase, wanted=True, what="新的 AppID")
    figures = _from_account(shop, way)
    return figures | {"showcase": showcase}


def _conclude(shop: LaunchingShop, figures: dict[str, Any]) -> dict[str, Any]:
    with shop.step("开店向导：全部证明") as found:
        view = shop.merchant.shop("POST", "/launch/look")
        left = [one["step"] for one in view["steps"] if one["status"] not in ("done", "skipped")]
        expect(left, [], "没有完成的步骤")
        expect("live_at" in view, wanted=True, what="上线时间")
        found(f"{len(view['steps'])} 步")
    return figures
