"""How domains, testers, privacy, verification and the ICP filing are driven."""

from typing import Any

import msgspec

from tests.wechat.compliance_cases import VERIFICATION, filing
from tests.wechat.drives import launching
from tests.wechat.drives.launches import by_itself, of
from tests.wechat.drives.stage import DOMAIN, PICTURE, Stage, fresh_number
from xiaopu.wechat.openplatform.client import AuthorizedShop
from xiaopu.wechat.openplatform.domains import DomainAction, DomainChange, Domains, PlatformDomainList
from xiaopu.wechat.openplatform.filing import Filing, IcpMediaRef
from xiaopu.wechat.openplatform.privacy import (
    InterfaceApplication,
    OrderPathApplication,
    Privacy,
    PrivacyOwner,
    PrivacyUse,
)

COMPANY = msgspec.structs.replace(VERIFICATION, customer_type=1)
OWNER = PrivacyOwner(notice_method="弹窗", contact_email="a@b.test")
USES = [PrivacyUse(privacy_key="PhoneNumber", privacy_text="用于联系收货人")]
PAPER = IcpMediaRef(type="image", icp_order_field="icp_subject.organize_info.certificate_photo")
LOCATION = InterfaceApplication(api_name="getLocation", content="按位置算运费")


def papers(stage: Stage) -> Filing:
    return Filing(by_itself(stage))


async def server_domains(stage: Stage) -> None:
    shop = await launching.registered(stage)
    change = DomainChange(action=DomainAction.SET, requestdomain=[f"https://{DOMAIN}"])
    assert (await shop.web.server(change)).requestdomain == (f"https://{DOMAIN}",)


async def foreign_domain(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.web.server(DomainChange(action=DomainAction.ADD, requestdomain=["https://evil.example"]))


async def webview_domains(stage: Stage) -> None:
    shop = await launching.registered(stage)
    assert await shop.web.webview(DomainAction.SET, [f"https://{DOMAIN}"]) == (f"https://{DOMAIN}",)


async def plain_webview_domain(stage: Stage) -> None:
    await (await launching.registered(stage)).web.webview(DomainAction.SET, [f"http://{DOMAIN}"])


async def confirm_file(stage: Stage) -> None:
    assert (await (await launching.complete(stage)).web.confirm_file()).file_name.endswith(".txt")


async def platform_domains(stage: Stage) -> None:
    host = f"{fresh_number('h')}.example.com"
    told = await stage.hall.domains.change(DomainAction.ADD, [host, "not a host"], published_too=True)
    assert told.published_wxa_server_domain is not None
    assert host in told.published_wxa_server_domain.split(";")
    assert told.invalid_wxa_server_domain == "not a host"


async def tester(stage: Stage) -> tuple[AuthorizedShop, str]:
    shop = await launching.registered(stage)
    return shop, await shop.web.bind_tester("zhangsan_1")


async def bind_twice(stage: Stage) -> None:
    shop, _ = await tester(stage)
    await shop.web.bind_tester("zhangsan_1")


async def unbind(stage: Stage) -> None:
    shop, name = await tester(stage)
    await shop.web.unbind_tester(name)


async def unbind_nobody(stage: Stage) -> None:
    await (await launching.registered(stage)).web.unbind_tester("made-up")


async def testers(stage: Stage) -> None:
    shop, name = await tester(stage)
    assert await shop.web.testers() == (name,)


async def privacy_setting(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.privacy.set(OWNER, USES)
    kept = await shop.privacy.setting()
    assert [one.privacy_key for one in kept.setting_list] == ["PhoneNumber"]
    assert kept.owner_setting is not None
    assert kept.owner_setting.contact_email == "a@b.test"


async def set_privacy(stage: Stage) -> None:
    await (await launching.registered(stage)).privacy.set(OWNER, USES)


async def set_unknown_privacy(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.privacy.set(OWNER, [PrivacyUse(privacy_key="Soul", privacy_text="x")])


async def upload_policy(stage: Stage) -> None:
    assert await (await launching.registered(stage)).privacy.upload_file("p.txt", "隐私政策".encode())


async def upload_long_policy(stage: Stage) -> None:
    await (await launching.registered(stage)).privacy.upload_file("p.txt", b"x" * 102_401)


async def interfaces(stage: Stage) -> None:
    shop = await apply_interface(stage)
    launching.decide(stage, shop, "interface", "accept")
    found = {one.api_name: one.status for one in await shop.privacy.interfaces()}
    assert found["getLocation"] == 3


async def apply_interface(stage: Stage) -> AuthorizedShop:
    shop = await launching.registered(stage)
    assert await shop.privacy.apply_interface(LOCATION)
    return shop


async def apply_interface_twice(stage: Stage) -> None:
    await (await apply_interface(stage)).privacy.apply_interface(LOCATION)


async def code_check(stage: Stage) -> None:
    found = await (await launching.dressed(stage)).privacy.code_check()
    assert (found.without_auth_list, found.without_conf_list) == ((), ())


async def code_check_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).privacy.code_check()


async def apply_order_path(stage: Stage) -> AuthorizedShop:
    shop = await launching.registered(stage)
    await stage.hall.order_paths.apply(
        OrderPathApplication(path="pages/order/list", appid_list=[shop.appid], test_account="a")
    )
    return shop


async def apply_foreign_order_path(stage: Stage) -> None:
    await stage.hall.order_paths.apply(
        OrderPathApplication(path="pages/order/list", appid_list=["wx0000000000000000"])
    )


async def order_path(stage: Stage) -> None:
    shop = await apply_order_path(stage)
    launching.decide(stage, shop, "order_path", "accept")
    assert (await shop.privacy.order_path(in_audit=True)).path == "pages/order/list"


async def no_order_path(stage: Stage) -> None:
    await (await launching.registered(stage)).privacy.order_path()


async def verification(stage: Stage) -> tuple[AuthorizedShop, str]:
    shop = await launching.registered(stage)
    return shop, (await shop.verification.submit(VERIFICATION)).taskid


async def verify_a_verified_one(stage: Stage) -> None:
    await (await launching.complete(stage)).verification.submit(VERIFICATION)


async def verification_state(stage: Stage) -> None:
    shop, task = await verification(stage)
    launching.decide(stage, shop, "verification", "accept")
    assert (await shop.verification.state(task)).apply_status == 4


async def verification_state_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).verification.state("made-up")


async def verify_again(stage: Stage) -> None:
    shop, task = await verification(stage)
    launching.decide(stage, shop, "verification", "reject")
    assert (await shop.verification.submit_again(task, VERIFICATION)).taskid == task


async def verify_again_too_early(stage: Stage) -> None:
    shop, task = await verification(stage)
    await shop.verification.submit_again(task, VERIFICATION)


async def submit_both(stage: Stage) -> tuple[AuthorizedShop, str]:
    shop = await launching.registered(stage)
    await shop.account.add_categories([launching.PLAIN_CATEGORY])
    whole = await launching.application(shop)
    return shop, (await shop.verification.submit_with_filing(COMPANY, whole)).procedure_id


async def submit_both_without_face(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await shop.account.add_categories([launching.PLAIN_CATEGORY])
    await shop.verification.submit_with_filing(COMPANY, filing())


async def procedure(stage: Stage) -> None:
    shop, number = await submit_both(stage)
    launching.decide(stage, shop, "verification", "accept")
    launching.decide(stage, shop, "filing", "accept")
    state = await shop.verification.procedure(number)
    assert state.icp_audit is not None
    assert (state.procedure_status, state.icp_audit.sms_verify_status) == (24, 2)


async def procedure_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).verification.procedure("made-up")


async def start_face_check(stage: Stage) -> tuple[AuthorizedShop, str]:
    shop = await launching.registered(stage)
    return shop, await shop.filing.start_face_check()


async def face_check(stage: Stage) -> None:
    shop, task = await start_face_check(stage)
    assert (await shop.filing.face_check(task)).is_finish is True


async def face_check_of_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).filing.face_check("made-up")


async def upload_paper(stage: Stage) -> None:
    assert await (await launching.registered(stage)).filing.upload(PAPER, "a.png", PICTURE, "image/png")


async def upload_empty_paper(stage: Stage) -> None:
    await (await launching.registered(stage)).filing.upload(PAPER, "a.png", b"", "image/png")


async def apply_filing(stage: Stage) -> AuthorizedShop:
    shop = await launching.registered(stage)
    assert (await shop.filing.apply(await launching.application(shop))).hints == ()
    return shop


async def apply_filing_without_face(stage: Stage) -> None:
    await (await launching.registered(stage)).filing.apply(filing())


async def cancel_application(stage: Stage) -> None:
    await (await apply_filing(stage)).filing.cancel_application()


async def cancel_no_application(stage: Stage) -> None:
    await (await launching.registered(stage)).filing.cancel_application()


async def give_up(stage: Stage) -> None:
    shop = await launching.registered(stage)
    await launching.filed(stage, shop)
    await shop.filing.cancel(2)
    assert (await shop.filing.entrance()).status == 1024


async def give_up_nothing(stage: Stage) -> None:
    await (await launching.registered(stage)).filing.cancel(2)


async def entrance(stage: Stage) -> None:
    shop = await apply_filing(stage)
    launching.decide(stage, shop, "filing", "reject")
    found = await shop.filing.entrance()
    assert (found.status, found.audit_data[0].error) == (3, launching.REASON)


async def choices(stage: Stage, name: str) -> Any:
    found = await getattr((await launching.complete(stage)).filing, name)()
    assert found
    return found


COMPLIANCE = [
    of("domains.SERVER_DOMAINS", server_domains, foreign_domain, 85018),
    of("domains.WEBVIEW_DOMAINS", webview_domains, plain_webview_domain, 89019),
    of("domains.CONFIRM_FILE", confirm_file, lambda stage: Domains(by_itself(stage)).confirm_file(), 48001),
    of(
        "domains.PLATFORM_DOMAINS",
        platform_domains,
        lambda stage: PlatformDomainList(by_itself(stage)).change(DomainAction.GET),
        48001,
    ),
    of("domains.BIND_TESTER", tester, bind_twice, 85004),
    of("domains.UNBIND_TESTER", unbind, unbind_nobody, 85001),
    of("domains.TESTERS", testers, lambda stage: Domains(by_itself(stage)).testers(), 48001),
    of("privacy.GET_SETTING", privacy_setting, lambda stage: Privacy(by_itself(stage)).setting(), 48001),
    of("privacy.SET_SETTING", set_privacy, set_unknown_privacy, 40097),
    of("privacy.UPLOAD_FILE", upload_policy, upload_long_policy, 40006),
    of("privacy.INTERFACES", interfaces, lambda stage: Privacy(by_itself(stage)).interfaces(), 48001),
    of("privacy.APPLY_INTERFACE", apply_interface, apply_interface_twice, 61031),
    of("privacy.CODE_PRIVACY", code_check, code_check_of_nothing, 85086),
    of("privacy.APPLY_ORDER_PATH", apply_order_path, apply_foreign_order_path, 61003),
    of("privacy.ORDER_PATH", order_path, no_order_path, 61041),
    of("verification.SUBMIT", verification, verify_a_verified_one, 89300),
    of("verification.QUERY", verification_state, verification_state_of_nothing, 85060),
    of("verification.AGAIN", verify_again, verify_again_too_early, 89301),
    of("verification.SUBMIT_BOTH", submit_both, submit_both_without_face, 86202),
    of("verification.QUERY_BOTH", procedure, procedure_of_nothing, 85060),
    of("filing.CREATE_TASK", start_face_check, lambda stage: papers(stage).start_face_check(), 48001),
    of("filing.QUERY_TASK", face_check, face_check_of_nothing, 86305),
    of("filing.UPLOAD", upload_paper, upload_empty_paper, 41005),
    of("filing.APPLY", apply_filing, apply_filing_without_face, 86306),
    of("filing.CANCEL_APPLY", cancel_application, cancel_no_application, 86330),
    of("filing.CANCEL", give_up, give_up_nothing, 86300),
    of("filing.ENTRANCE", entrance, lambda stage: papers(stage).entrance(), 48001),
    of(
        "filing.SUBJECT_TYPES",
        lambda stage: choices(stage, "subject_types"),
        lambda stage: papers(stage).subject_types(),
        48001,
    ),
    of(
        "filing.CERTIFICATE_TYPES",
        lambda stage: choices(stage, "certificate_types"),
        lambda stage: papers(stage).certificate_types(),
        48001,
    ),
    of(
        "filing.CONTENT_TYPES",
        lambda stage: choices(stage, "content_types"),
        lambda stage: papers(stage).content_types(),
        48001,
    ),
    of(
        "filing.DISTRICTS",
        lambda stage: choices(stage, "districts"),
        lambda stage: papers(stage).districts(),
        48001,
    ),
]
