"""Mini programs on their way to being live, as far as a call needs them."""

import itertools

import httpx
import msgspec

from tests.wechat.compliance_cases import filing, principal
from tests.wechat.drives.stage import DOMAIN, Stage
from xiaopu.wechat.openplatform.account import NewCategory, NewName
from xiaopu.wechat.openplatform.client import AuthorizedShop
from xiaopu.wechat.openplatform.code import AuditPage, AuditRequest, Commit
from xiaopu.wechat.openplatform.domains import DomainAction, DomainChange
from xiaopu.wechat.openplatform.filing_fields import IcpApplication

PLAIN_CATEGORY = NewCategory(first=616, second=618)
PAGE = AuditPage(first_class="商家自营", second_class="服装鞋包")
REASON = "照片不清晰"
REQUEST = AuditRequest(item_list=[PAGE])

_VERSIONS = itertools.count(1)


async def complete(stage: Stage) -> AuthorizedShop:
    """The firm's own mini program, live for long, in the platform's care."""
    granted = await stage.hall.component.accept(stage.consent())
    return stage.hall.shop(granted.authorizer_appid)


async def registered(stage: Stage) -> AuthorizedShop:
    """A mini program that the legal person has just confirmed: no name, not verified, not filed."""
    await stage.hall.registration.create(stage.registration())
    number = stage.newest_registration()
    told = stage.sandbox.told(f"/_sandbox/open/registrations/{number}", {"status": 0})
    granted = await stage.hall.component.accept(stage.consent(told["appid"]))
    return stage.hall.shop(granted.authorizer_appid)


async def template(stage: Stage) -> str:
    """A template in the platform's library."""
    path = f"/_sandbox/open/platforms/{stage.platform['appid']}/drafts"
    draft = stage.sandbox.told(path, {"user_version": f"1.0.{next(_VERSIONS)}"})
    await stage.hall.templates.add(draft["draft_id"])
    return str((await stage.hall.templates.all())[-1].template_id)


async def commit(stage: Stage, shop: AuthorizedShop) -> None:
    """Uploads code as the trial version."""
    number = await template(stage)
    await shop.code.put_template(
        Commit(template_id=number, ext_json="{}", user_version=f"1.{next(_VERSIONS)}", user_desc="首版")
    )


async def dressed(stage: Stage) -> AuthorizedShop:
    """Registered, with everything that a review asks for, and code."""
    shop = await registered(stage)
    await shop.account.set_name(NewName(nick_name=f"山货小铺{next(_VERSIONS)}"))
    await shop.account.set_description("好吃的山货")
    await shop.account.set_picture(await stage.media(shop))
    await shop.account.add_categories([PLAIN_CATEGORY])
    await shop.web.server(DomainChange(action=DomainAction.SET, requestdomain=[f"https://{DOMAIN}"]))
    await commit(stage, shop)
    return shop


async def submitted(stage: Stage) -> tuple[AuthorizedShop, int]:
    """Dressed, with the code under review; the review's number."""
    shop = await dressed(stage)
    return shop, await shop.code.submit(REQUEST)


async def passed(stage: Stage) -> AuthorizedShop:
    """The review has passed; nothing is filed."""
    shop, _ = await submitted(stage)
    decide(stage, shop, "audit", "accept")
    return shop


async def application(shop: AuthorizedShop) -> IcpApplication:
    """A whole filing, with the face check of this very mini program."""
    task = await shop.filing.start_face_check()
    person = msgspec.structs.replace(principal(), verify_task_id=task)
    whole = filing()
    subject = msgspec.structs.replace(whole.icp_subject, principal_info=person)
    applet = msgspec.structs.replace(whole.icp_applets, principal_info=person)
    return msgspec.structs.replace(whole, icp_subject=subject, icp_applets=applet)


async def filed(stage: Stage, shop: AuthorizedShop) -> None:
    """Both the platform and the authority have agreed."""
    await shop.filing.apply(await application(shop))
    for _ in range(2):
        decide(stage, shop, "filing", "accept")


async def released(stage: Stage) -> AuthorizedShop:
    """Live for the first time."""
    shop = await passed(stage)
    await filed(stage, shop)
    await shop.code.release()
    return shop


async def passed_again(stage: Stage) -> AuthorizedShop:
    """Live, and a second version has passed its review."""
    shop = await released(stage)
    await commit(stage, shop)
    await shop.code.submit(REQUEST)
    decide(stage, shop, "audit", "accept")
    return shop


def decide(stage: Stage, shop: AuthorizedShop, what: str, verdict: str) -> None:
    """Plays the reviewer; whatever is rejected is so for REASON.

    Raises httpx.HTTPStatusError when there is nothing to decide.
    """
    body = {"what": what, "verdict": verdict, "reason": REASON if verdict == "reject" else ""}
    stage.sandbox.told(f"/_sandbox/open/weapps/{shop.appid}/decide", body)


async def page_answer(stage: Stage, address: str) -> httpx.Response:
    """A page of WeChat's that a person is sent to."""
    return await stage.http.get(address, follow_redirects=False)
