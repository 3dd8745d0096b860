"""How every call of the platform itself, of an account and of code versions is driven."""

from typing import Any

import httpx

from tests.wechat.drives import launching
from tests.wechat.drives.stage import PERSON, PICTURE, Drive, Stage, fresh_number
from xiaopu.wechat.api import ApiChannel
from xiaopu.wechat.miniprogram.credentials import AppCredentials
from xiaopu.wechat.openplatform.account import Account, NewCategory, NewName, Paper
from xiaopu.wechat.openplatform.client import AuthorizedShop
from xiaopu.wechat.openplatform.code import CodeVersions, Commit, Templates
from xiaopu.wechat.openplatform.component import Component
from xiaopu.wechat.tokens import MemoryTokenStore

FOOD = NewCategory(first=616, second=617, certicates=[Paper(key="食品经营许可证", value="M1")])


def by_itself(stage: Stage) -> ApiChannel:
    """A mini program's own token, which may do nothing of what platforms do for it: 48001."""
    return ApiChannel(stage.wire, stage.mall.tokens)


def account(stage: Stage) -> Account:
    return Account(by_itself(stage))


def versions(stage: Stage) -> CodeVersions:
    return CodeVersions(by_itself(stage))


async def start_tickets(stage: Stage) -> None:
    await stage.hall.component.start_tickets()


async def component_token(stage: Stage) -> None:
    assert await stage.open_platform().component.tokens.current()


async def component_token_of_a_thief(stage: Stage) -> None:
    async def stale() -> str:
        return "ticket@@@stale"

    own = AppCredentials(appid=stage.platform["appid"], secret=stage.platform["secret"])
    thief = Component(
        own,
        stage.wire,
        ticket=stale,
        store=MemoryTokenStore(),
        refresh_tokens=stage.refresh_tokens,
        clock=stage.clock,
    )
    await thief.tokens.current()


async def pre_auth_code(stage: Stage) -> str:
    return await stage.hall.component.pre_auth_code()


async def pre_auth_code_of_an_app(stage: Stage) -> None:
    stage.hall.component.channel, platforms = by_itself(stage), stage.hall.component.channel
    try:
        await pre_auth_code(stage)
    finally:
        stage.hall.component.channel = platforms


async def login_page(stage: Stage) -> None:
    address = stage.hall.component.authorize_url(
        await pre_auth_code(stage), "http://127.0.0.1:5/back", page_base_url=stage.sandbox.origin
    )
    page = await launching.page_answer(stage, f"{address}&appid={stage.mall.appid}")
    code = httpx.URL(page.headers["location"]).params["auth_code"]
    assert (await stage.hall.component.accept(code)).authorizer_appid == stage.mall.appid


async def login_page_of_a_stale_code(stage: Stage) -> str:
    address = stage.hall.component.authorize_url(
        "preauthcode@@@stale", "http://127.0.0.1:5/back", page_base_url=stage.sandbox.origin
    )
    return (await launching.page_answer(stage, address)).text


async def authorizer_token(stage: Stage) -> None:
    shop = await launching.complete(stage)
    tokens = stage.hall.component.tokens_of(shop.appid)
    assert await tokens.renew(await tokens.current())


async def authorizer_token_of_a_liar(stage: Stage) -> None:
    shop = await launching.complete(stage)
    kept = await stage.refresh_tokens.refresh_token(shop.appid)
    tokens = stage.hall.component.tokens_of(shop.appid)
    current = await tokens.current()
    await stage.refresh_tokens.keep_refresh_token(shop.appid, "refreshtoken@@@made-up")
    try:
        await tokens.renew(current)
    finally:
        await stage.refresh_tokens.keep_refresh_token(shop.appid, kept)


async def authorizer(stage: Stage) -> None:
    shop = await launching.complete(stage)
    found = await stage.hall.component.authorizer(shop.appid)
    assert found.authorization_info.authorizer_appid == shop.appid


async def authorizers(stage: Stage) -> None:
    shop = await launching.complete(stage)
    page = await stage.hall.component.authorizers(count=500)
    assert shop.appid in {one.authorizer_appid for one in page.list}


async def code_to_session(stage: Stage) -> None:
    shop = await launching.complete(stage)
    session = await shop.code_to_session(stage.sandbox.login_code(PERSON))
    assert session.openid == stage.openid


async def code_to_session_of_nothing(stage: Stage) -> None:
    await (await launching.complete(stage)).code_to_session("made-up")


async def register(stage: Stage) -> None:
    await stage.hall.registration.create(stage.registration())


async def register_twice(stage: Stage) -> None:
    same = stage.registration()
    await stage.hall.registration.create(same)
    await stage.hall.registration.create(same)


async def search(stage: Stage) -> None:
    form = stage.registration(name=fresh_number("公司"))
    await stage.hall.registration.create(form)
    stage.sandbox.told(f"/_sandbox/open/registrations/{stage.newest_registration()}", {"status": 0})
    await stage.hall.registration.search(form.name, "zhangsan_1", "张三")


async def drafts(stage: Stage) -> None:
    await launching.template(stage)
    assert await stage.hall.templates.drafts()


async def delete_template(stage: Stage) -> None:
    await launching.template(stage)
    last = (await stage.hall.templates.all())[-1].template_id
    await stage.hall.templates.delete(last)


async def basic_info(stage: Stage) -> None:
    shop = await launching.complete(stage)
    assert (await shop.account.basic_info()).appid == shop.appid


async def check_name(stage: Stage) -> None:
    shop = await launching.registered(stage)
    assert (await shop.account.check_name("茅台小铺")).hit_condition is True


async def check_bad_name(stage: Stage) -> None:
    await (await launching.registered(stage)).account.check_name("微信官方")


async def handed_in(stage: Stage) -> tuple[AuthorizedShop, int]:
    shop = await launching.registered(stage)
    said = await shop.account.set_name(NewName(nick_name="茅台小铺", license="M1"))
    return shop, said.audit_id or 0


async def set_name(stage: Stage) -> None:
    _, audit = await handed_in(stage)
    assert audit > 0


async def set_name_twice(stage: Stage) -> None:
    shop, _ = await handed_in(stage)
    await shop.account.set_name(NewName(nick_name="另一个名字"))


async def name_audit(stage: Stage) -> None:
    shop, audit = await handed_in(stage)
    launching.decide(stage, shop, "name", "reject")
    found = await shop.account.name_audit(audit)
    assert (found.audit_stat, found.fail_reason) == (2, launching.REASON)


async def name_audit_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).account.name_audit(1)


async def set_picture(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.account.set_picture(await stage.media(shop))


async def set_no_picture(stage: Stage) -> None:
    await (await launching.registered(stage)).account.set_picture("made-up")


async def set_description(stage: Stage) -> None:
    await (await launching.registered(stage)).account.set_description("好吃的山货")


async def set_short_description(stage: Stage) -> None:
    await (await launching.registered(stage)).account.set_description("短")


async def all_categories(stage: Stage) -> None:
    found = await (await launching.complete(stage)).account.all_categories()
    assert {616, 618} <= {category.id for category in found}


async def own_categories(stage: Stage) -> None:
    found = await (await launching.complete(stage)).account.categories()
    assert [(one.first, one.second) for one in found.categories] == [(616, 617)]


async def with_food(stage: Stage) -> AuthorizedShop:
    shop = await launching.registered(stage)
    await shop.account.add_categories([FOOD])
    return shop


async def add_category_twice(stage: Stage) -> None:
    await (await with_food(stage)).account.add_categories([FOOD])


async def modify_category(stage: Stage) -> None:
    shop = await with_food(stage)
    launching.decide(stage, shop, "category", "reject")
    await shop.account.modify_category(FOOD)
    assert [one.audit_status for one in (await shop.account.categories()).categories] == [1]


async def modify_absent_category(stage: Stage) -> None:
    await (await launching.registered(stage)).account.modify_category(FOOD)


async def delete_category(stage: Stage) -> None:
    await (await with_food(stage)).account.delete_category(616, 617)


async def delete_absent_category(stage: Stage) -> None:
    await (await launching.registered(stage)).account.delete_category(616, 617)


async def audit_categories(stage: Stage) -> None:
    found = await (await launching.complete(stage)).account.audit_categories()
    assert [one.second_class for one in found] == ["食品饮料"]


async def search_status(stage: Stage) -> None:
    assert await (await launching.registered(stage)).account.is_searchable() is True


async def set_search_status(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.account.hide_from_search()
    assert await shop.account.is_searchable() is False
    await shop.account.show_in_search()


async def commit(stage: Stage) -> None:
    await launching.commit(stage, await launching.registered(stage))


async def commit_of_nothing(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.code.put_template(Commit(template_id="9999", ext_json="{}", user_version="1", user_desc="x"))


async def pages(stage: Stage) -> None:
    assert await (await launching.dressed(stage)).code.pages() == ("pages/index/index",)


async def pages_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).code.pages()


async def trial_code(stage: Stage) -> None:
    picture = await (await launching.dressed(stage)).code.trial_code(path="pages/index/index")
    assert picture.content_type.startswith("image/")


async def trial_code_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).code.trial_code()


async def upload_media(stage: Stage) -> None:
    shop = await launching.registered(stage)
    assert await shop.code.upload_media("a.png", PICTURE, "image/png")


async def submit_undressed(stage: Stage) -> None:
    await (await launching.registered(stage)).code.submit(launching.REQUEST)


async def audit(stage: Stage) -> None:
    shop, number = await launching.submitted(stage)
    launching.decide(stage, shop, "audit", "reject")
    found = await shop.code.audit(number)
    assert (found.status, found.reason) == (1, launching.REASON)


async def audit_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).code.audit(1)


async def latest_audit(stage: Stage) -> None:
    shop, number = await launching.submitted(stage)
    assert (await shop.code.latest_audit()).auditid == number


async def latest_audit_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).code.latest_audit()


async def undo(stage: Stage) -> None:
    shop, _ = await launching.submitted(stage)
    await shop.code.undo_audit()


async def undo_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).code.undo_audit()


async def speed_up(stage: Stage) -> None:
    shop, number = await launching.submitted(stage)
    await shop.code.speed_up(number)


async def speed_up_twice(stage: Stage) -> None:
    shop, number = await launching.submitted(stage)
    await shop.code.speed_up(number)
    await shop.code.speed_up(number)


async def quota(stage: Stage) -> None:
    shop, _ = await launching.submitted(stage)
    left = await shop.code.quota()
    assert left.rest == left.limit - 1


async def release_unfiled(stage: Stage) -> None:
    await (await launching.passed(stage)).code.release()


async def second_release(stage: Stage) -> AuthorizedShop:
    shop = await launching.passed_again(stage)
    await shop.code.release()
    return shop


async def revert(stage: Stage) -> None:
    shop = await second_release(stage)
    before = (await shop.code.versions()).release_info
    await shop.code.revert()
    assert (await shop.code.versions()).release_info != before


async def revert_the_first(stage: Stage) -> None:
    await (await launching.released(stage)).code.revert()


async def history(stage: Stage) -> None:
    assert len(await (await second_release(stage)).code.history()) == 2


async def gray_release(stage: Stage) -> AuthorizedShop:
    shop = await launching.passed_again(stage)
    await shop.code.gray_release(10, testers_first=True)
    return shop


async def gray_release_downwards(stage: Stage) -> None:
    await (await gray_release(stage)).code.gray_release(5)


async def gray_plan(stage: Stage) -> None:
    assert (await (await gray_release(stage)).code.gray_plan()).gray_percentage == 10


async def revert_gray(stage: Stage) -> None:
    await (await gray_release(stage)).code.revert_gray_release()


async def revert_no_gray(stage: Stage) -> None:
    await (await launching.released(stage)).code.revert_gray_release()


async def version_info(stage: Stage) -> None:
    assert (await (await launching.dressed(stage)).code.versions()).exp_info is not None


async def visit(stage: Stage) -> None:
    shop = await launching.released(stage)
    await shop.code.close_to_visitors()
    await shop.code.open_to_visitors()


async def visit_before_release(stage: Stage) -> None:
    await (await launching.registered(stage)).code.open_to_visitors()


def of(endpoint: str, happy: Any, refused: Any, code: int | str) -> Drive:
    return Drive(endpoint=f"openplatform.{endpoint}", happy=happy, refused=refused, code=str(code))


LAUNCHES = [
    of(
        "component.START_TICKETS",
        start_tickets,
        lambda stage: stage.open_platform(secret="0" * 32).component.start_tickets(),
        40125,
    ),
    of("component.COMPONENT_TOKEN", component_token, component_token_of_a_thief, 61006),
    of("component.PRE_AUTH_CODE", pre_auth_code, pre_auth_code_of_an_app, 48001),
    of(
        "component.QUERY_AUTH",
        launching.complete,
        lambda stage: stage.hall.component.accept("made-up"),
        61009,
    ),
    of("component.AUTHORIZER_TOKEN", authorizer_token, authorizer_token_of_a_liar, 61023),
    of(
        "component.AUTHORIZER_INFO",
        authorizer,
        lambda stage: stage.hall.component.authorizer("wx0000000000000000"),
        61003,
    ),
    of(
        "component.AUTHORIZER_LIST",
        authorizers,
        lambda stage: stage.hall.component.authorizers(count=501),
        40097,
    ),
    of("component.CODE_TO_SESSION", code_to_session, code_to_session_of_nothing, 40029),
    of("component.AUTHORIZE_PAGE", login_page, login_page_of_a_stale_code, "page:预授权码"),
    of("registration.CREATE", register, register_twice, 89249),
    of(
        "registration.SEARCH",
        search,
        lambda stage: stage.hall.registration.search("没有这家公司", "zhangsan_1", "张三"),
        89250,
    ),
    of("code.DRAFTS", drafts, lambda stage: Templates(by_itself(stage)).drafts(), 48001),
    of("code.ADD_TEMPLATE", launching.template, lambda stage: stage.hall.templates.add(9999), 85064),
    of("code.TEMPLATES", launching.template, lambda stage: Templates(by_itself(stage)).all(), 48001),
    of("code.DELETE_TEMPLATE", delete_template, lambda stage: stage.hall.templates.delete(9999), 85064),
    of("account.BASIC_INFO", basic_info, lambda stage: account(stage).basic_info(), 48001),
    of("account.CHECK_NAME", check_name, check_bad_name, 53012),
    of("account.SET_NAME", set_name, set_name_twice, 91019),
    of("account.QUERY_NAME", name_audit, name_audit_of_nothing, 53304),
    of("account.SET_PICTURE", set_picture, set_no_picture, 40007),
    of("account.SET_DESCRIPTION", set_description, set_short_description, 53204),
    of("account.ALL_CATEGORIES", all_categories, lambda stage: account(stage).all_categories(), 48001),
    of("account.OWN_CATEGORIES", own_categories, lambda stage: account(stage).categories(), 48001),
    of("account.ADD_CATEGORY", with_food, add_category_twice, 53304),
    of("account.MODIFY_CATEGORY", modify_category, modify_absent_category, 53303),
    of("account.DELETE_CATEGORY", delete_category, delete_absent_category, 53303),
    of("account.AUDIT_CATEGORIES", audit_categories, lambda stage: account(stage).audit_categories(), 48001),
    of("account.SEARCH_STATUS", search_status, lambda stage: account(stage).is_searchable(), 48001),
    of("account.SET_SEARCH_STATUS", set_search_status, lambda stage: account(stage).show_in_search(), 48001),
    of("code.COMMIT", commit, commit_of_nothing, 85014),
    of("code.PAGES", pages, pages_of_nothing, 85086),
    of("code.TRIAL_CODE", trial_code, trial_code_of_nothing, 85086),
    of(
        "code.UPLOAD_MEDIA",
        upload_media,
        lambda stage: versions(stage).upload_media("a.png", PICTURE, "image/png"),
        48001,
    ),
    of("code.SUBMIT", launching.submitted, submit_undressed, 85086),
    of("code.AUDIT", audit, audit_of_nothing, 85012),
    of("code.LATEST_AUDIT", latest_audit, latest_audit_of_nothing, 85019),
    of("code.UNDO", undo, undo_nothing, 87012),
    of("code.SPEED_UP", speed_up, speed_up_twice, 89403),
    of("code.QUOTA", quota, lambda stage: versions(stage).quota(), 48001),
    of("code.RELEASE", launching.released, release_unfiled, 86369),
    of("code.REVERT", revert, revert_the_first, 87011),
    of("code.HISTORY", history, lambda stage: versions(stage).history(), 48001),
    of("code.GRAY_RELEASE", gray_release, gray_release_downwards, 85082),
    of("code.GRAY_PLAN", gray_plan, lambda stage: versions(stage).gray_plan(), 48001),
    of("code.GRAY_REVERT", revert_gray, revert_no_gray, 85079),
    of("code.VERSION", version_info, lambda stage: versions(stage).versions(), 48001),
    of("code.VISIT", visit, visit_before_release, 85021),
]
