"""ICP 备案 over HTTP against the sandbox: rejected with fields, mended, the short message, filed."""

from typing import Any

import pytest

from tests.factories.operators import OperatedMall
from tests.modules.launch.granted import FILING, GrantedShop, granted_shop, own_shop
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.launch.domain.filing import Entrance, Fault, Part, filing_truth, place_fault, place_hint
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.tables import LAUNCH_FORMS

PUSH = "notify_apply_icpfiling_result"
FAULTS = [
    {"key_name": "主体负责人手机号", "error": "与其他备案重复", "suggest": "换一个没有用过的手机号"},
    {"key_name": "营业执照", "error": "图片模糊", "suggest": "重新拍摄"},
]


async def filled(shop: GrantedShop, **changed: Any) -> Any:
    await shop.ask("PUT", "/filing", FILING | changed)
    for key in ("licence", "principal_front", "principal_back"):
        await shop.upload("PUT", f"/filing/papers/{key}")
    return await shop.ask("POST", "/filing/face")


async def sms(shop: GrantedShop, status: int) -> None:
    await shop.operated.told(f"/_sandbox/open/weapps/{shop.appid}/sms", {"status": status})


@pytest.mark.anyio
class TestTheWholeWay:
    async def test_rejected_mended_confirmed_and_filed(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        begun = await shop.ask("GET", "/filing")
        assert begun["status"] == 1024
        assert [fault["field"] for fault in begun["missing"]][:3] == ["type", "name", "province"]
        choices = await shop.ask("GET", "/filing/choices")
        assert [one["name"] for one in choices["subject_types"]] == ["企业", "个人"]
        assert [one["name"] for one in choices["places"]] == ["上海市", "浙江省"]
        ready = await filled(shop)
        assert (ready["missing"], ready["face_finished"]) == ([], True)
        assert (await shop.look("filing"))["status"] == "doing"
        handed = await shop.ask("POST", "/filing/hand-in")
        assert handed["status"] == 2
        assert (await shop.refused("POST", "/filing/hand-in"))["code"] == "already_handed_in"
        await shop.decide("filing", "reject", PUSH, fields=FAULTS)
        card = await shop.step("filing")
        assert (card["status"], [one["code"] for one in card["findings"]]) == (
            "failed",
            ["filing_rejected", "filing_rejected"],
        )
        view = await shop.ask("GET", "/filing")
        assert [(one["part"], one["field"], one["suggest"]) for one in view["faults"]] == [
            ("principal", "mobile", "换一个没有用过的手机号"),
            ("papers", "licence", "重新拍摄"),
        ]
        await shop.ask(
            "PUT", "/filing", FILING | {"principal": FILING["principal"] | {"mobile": "13700137000"}}
        )
        await shop.upload("PUT", "/filing/papers/licence")
        await shop.ask("POST", "/filing/hand-in")
        await shop.decide("filing", "accept", PUSH)
        await sms(shop, 1)
        card = await shop.look("filing")
        assert card["status"] == "waiting_person"
        assert "12381" in card["waits_for"]["zh"]
        await sms(shop, 2)
        assert (await shop.look("filing"))["status"] == "waiting_wechat"
        await shop.decide("filing", "accept", PUSH)
        card = await shop.step("filing")
        assert (card["status"], card["proof"], card["facts"][0]["value"]) == ("done", "api", "已备案")
        number = (await shop.seen())["filing_number"]
        await shop.ask("PUT", "/filing/number", {"number": number})
        card = await shop.look("filing")
        assert [(fact["key"], fact["proof"]) for fact in card["facts"]] == [
            ("filing", "api"),
            ("number", "declared"),
        ]
        assert (await shop.moves("filing")) == [
            "doing",
            "waiting_wechat",
            "failed",
            "waiting_wechat",
            "waiting_person",
            "waiting_wechat",
            "done",
        ]

    async def test_nothing_is_lost_and_nothing_lies_open(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        await filled(shop)

        def look(read: ReadScope) -> list[Any]:
            return list(read.rows(LAUNCH_FORMS.select()))

        [row] = await operated.mall.house.units.read(PlatformScope(), look)
        assert "李雷".encode() not in row.form_sealed
        assert b"13800138000" not in row.form_sealed
        view = await shop.ask("GET", "/filing")
        assert view["draft"]["principal"]["mobile"] == "13800138000"
        kept = [paper["key"] for paper in view["papers"] if "at" in paper]
        assert kept == ["licence", "principal_front", "principal_back"]

    async def test_taken_back(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        assert (await shop.refused("POST", "/filing/take-back"))["code"] == "nothing_handed_in"
        await filled(shop)
        await shop.ask("POST", "/filing/hand-in")
        back = await shop.ask("POST", "/filing/take-back")
        assert back["status"] == 1024
        assert (await shop.step("filing"))["status"] == "doing"

    async def test_both_in_one(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        await shop.ask("POST", "/profile/categories", {"first": 616, "second": 618})
        await filled(shop)
        draft = {"contact_name": "李雷", "contact_email": "lilei@example.com", "account_name": "秋山茶器"}
        await shop.ask("PUT", "/verification", draft)
        await shop.upload("PUT", "/verification/papers/licence")
        await shop.ask("POST", "/filing/hand-in-with-verification")
        assert (await shop.step("verification"))["status"] == "waiting_wechat"
        await shop.decide("verification", "reject", "notify_3rd_wxa_auth_and_icp", reason="公章不清晰")
        card = await shop.step("verification")
        assert card["findings"][0]["cause"]["zh"] == "认证资料被打回：公章不清晰"
        await shop.ask("POST", "/filing/hand-in-with-verification")
        await shop.decide("verification", "accept", "notify_3rd_wxa_auth_and_icp")
        assert (await shop.step("verification"))["status"] == "done"
        assert (await shop.step("filing"))["status"] == "waiting_wechat"


@pytest.mark.anyio
class TestOwnAccount:
    async def test_a_released_version_is_the_sign(self, operated: OperatedMall) -> None:
        shop = await own_shop(operated)
        assert (await shop.look("filing"))["status"] == "todo"
        answer = await shop.owner.shop("PUT", "/launch/filing/number", {"number": "12345678"})
        assert answer.status_code == 422
        await shop.ask("PUT", "/filing/number", {"number": "浙ICP备2023001234号-1X"})
        assert (await shop.look("filing"))["status"] == "doing"
        firm = await operated.firm()
        keys = {"appid": firm["weapp"]["appid"], "secret": firm["weapp"]["secret"]}
        assert (await shop.owner.shop("PUT", "/channels/weapp", keys)).is_success
        card = await shop.look("filing")
        assert (card["status"], card["proof"]) == ("done", "call")


class TestPlaces:
    @pytest.mark.parametrize(
        ("named", "part", "field"),
        [
            ("主体负责人", Part.PRINCIPAL, "name"),
            ("主体负责人手机号码", Part.PRINCIPAL, "mobile"),
            ("小程序负责人手机号码", Part.APPLET_PRINCIPAL, "mobile"),
            ("小程序名称", Part.APPLET, "name"),
            ("服务内容标识", Part.APPLET, "services"),
            ("通讯地址", Part.SUBJECT, "address"),
            ("居民身份证国徽面", Part.PAPERS, "principal_back"),
            ("真实性核验照片", Part.FACE, "face"),
            ("别的什么", None, ""),
        ],
    )
    def test_a_chinese_name_finds_its_field(self, named: str, part: Part | None, field: str) -> None:
        found = place_fault(Fault(named, "不对", "改一改"))
        assert (found.part, found.field, found.error) == (part, field, "不对")

    @pytest.mark.parametrize(
        ("path", "part", "field"),
        [
            ("icp_subject.base_info", Part.SUBJECT, "base_info"),
            ("icp_subject.principal_info.mobile", Part.PRINCIPAL, "mobile"),
            ("icp_applets.principal_info.email", Part.APPLET_PRINCIPAL, "email"),
            ("verify_task_id", Part.FACE, "verify_task_id"),
            ("other", None, "other"),
        ],
    )
    def test_a_path_finds_its_part(self, path: str, part: Part | None, field: str) -> None:
        found = place_hint(path, "86306")
        assert (found.part, found.field) == (part, field)


class TestEveryState:
    @pytest.mark.parametrize(
        ("status", "sms_status", "expected"),
        [
            (1024, None, StepStatus.UNTOUCHED),
            (1025, None, StepStatus.UNTOUCHED),
            (2, None, StepStatus.WAITING_WECHAT),
            (3, None, StepStatus.FAILED),
            (4, None, StepStatus.WAITING_WECHAT),
            (4, 1, StepStatus.WAITING_PERSON),
            (4, 2, StepStatus.WAITING_WECHAT),
            (4, 3, StepStatus.FAILED),
            (5, None, StepStatus.FAILED),
            (6, None, StepStatus.DONE),
            (77, None, StepStatus.WAITING_WECHAT),
        ],
    )
    def test_leads_to_a_step(self, status: int, sms_status: int | None, expected: StepStatus) -> None:
        truth = filing_truth(Entrance(status, sms_status=sms_status), begun=False, number=None)
        assert truth.status is expected
        assert bool(truth.findings) is (expected is StepStatus.FAILED)

    def test_one_that_is_given_up_is_not_done(self) -> None:
        truth = filing_truth(Entrance(6, is_cancelling=True), begun=False, number=None)
        assert truth.status is StepStatus.WAITING_WECHAT
