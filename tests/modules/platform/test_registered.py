"""Mode C over HTTP against the sandbox: fast registration with every end that WeChat knows."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.malls import Buyer, Owner
from tests.factories.operators import OperatedMall
from xiaopu.infra.database.scopes import PlatformScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.platform.domain.findings import PUSHED, SAID, finding_of
from xiaopu.modules.platform.domain.registrations import (
    REGISTRATION_TRANSITIONS,
    RegistrationState,
    SubjectKind,
    plain_code,
    registered_name,
    states_before,
)
from xiaopu.modules.platform.tables import COMPONENT_PUSHES, WEAPP_REGISTRATIONS
from xiaopu.wechat.openplatform.registration import REGISTRATION_STATUSES

pytestmark = pytest.mark.anyio

_numbers = itertools.count(1)
FAILING = sorted(status for status in REGISTRATION_STATUSES if status != 0)


def company(**changed: Any) -> dict[str, Any]:
    """A company that nobody has registered."""
    wanted = {
        "kind": "company",
        "name": "好山货有限公司",
        "code": f"9144030{next(_numbers):05d}{id(_numbers) % 1_000_000:06d}",
        "legal_persona_name": "张三",
        "legal_persona_wechat": "zhangsan_1",
    }
    return wanted | changed


async def registered(owner: Owner, **changed: Any) -> Any:
    answer = await owner.shop("POST", "/weapp-access/registration", company(**changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def seen(owner: Owner) -> Any:
    return (await owner.shop("GET", "/weapp-access/registration")).json()


async def decide(operated: OperatedMall, status: int) -> None:
    """The legal person's answer, and the push of it handed in."""
    newest = (await operated.seen("/_sandbox/open/registrations"))[0]["registration_id"]
    await operated.told(f"/_sandbox/open/registrations/{newest}", {"status": status})
    await operated.next("notify_third_fasteregister")


class TestDone:
    @pytest.mark.parametrize(
        ("kind", "name", "wanted"),
        [("company", "好山货有限公司", "好山货有限公司"), ("sole_trader", None, "个体户张三")],
    )
    async def test_a_confirmed_registration_is_the_shops_mini_program(
        self, operated: OperatedMall, kind: str, name: str | None, wanted: str
    ) -> None:
        owner = await operated.mall.owner()
        begun = await registered(owner, kind=kind, **({} if name else {"name": None}))
        assert (begun["kind"], begun["state"]) == (kind, "waiting")
        assert "finding" not in begun
        newest = (await operated.seen("/_sandbox/open/registrations"))[0]
        assert (newest["name"], newest["code_type"]) == (wanted, 1)
        await decide(operated, 0)
        assert (await seen(owner))["state"] == "accepting"
        await operated.mall.house.worker.round()
        done = await seen(owner)
        assert (done["state"], done["finding"]["code"]) == ("done", "0")
        access = await operated.access(owner)
        assert (access["mode"], access["state"]) == ("created", "granted")
        assert access["appid"] == done["appid"]
        again = await owner.shop("POST", "/weapp-access/registration", company())
        assert (again.status_code, again.json()["code"]) == (409, "registration_done")
        code = await operated.told("/_sandbox/device/login-code", {"person": "小明", "appid": done["appid"]})
        buyer = Buyer(operated.mall.http, owner.slug)
        assert (await buyer.call("POST", "/auth/weapp", {"code": code["code"]})).status_code == 200

    async def test_a_code_that_somebody_used_is_no_loss(self, operated: OperatedMall) -> None:
        """WeChat is asked for the grant itself."""
        owner = await operated.mall.owner()
        await registered(owner)
        newest = (await operated.seen("/_sandbox/open/registrations"))[0]["registration_id"]
        ended = await operated.told(f"/_sandbox/open/registrations/{newest}", {"status": 0})
        pushed = await operated.next("notify_third_fasteregister")
        code = operated.words(pushed)["auth_code"]
        spent = await operated.mall.house.rooms.services()["grant_flows"]._desk.open_grant(code)
        assert spent.appid == ended["appid"]
        await operated.mall.house.worker.round()
        assert (await seen(owner))["state"] == "done"


class TestEnds:
    @pytest.mark.parametrize("status", FAILING)
    async def test_every_failing_status_says_cause_and_mend(
        self, operated: OperatedMall, status: int
    ) -> None:
        owner = await operated.mall.owner()
        begun = await registered(owner)
        await decide(operated, status)
        ended = await seen(owner)
        assert (ended["id"], ended["state"], ended["code"]) == (begun["id"], "failed", str(status))
        finding = finding_of(str(status))
        assert ended["finding"]["cause_zh"] == finding.cause_zh
        assert ended["finding"]["mend_zh"] == finding.mend_zh
        assert ("again_at" in ended) is (finding.again_after_hours is not None)
        operated.paying.clock.move(seconds=1)
        assert (await registered(owner))["state"] == "waiting"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"code": "914403000000"}, "invalid_input"),
            ({"name": " "}, "invalid_input"),
            ({"kind": "individual"}, "registration_not_for_individuals"),
            ({"legal_persona_wechat": "张三"}, "invalid_input"),
        ],
    )
    async def test_what_cannot_be_is_not_handed_in(
        self, operated: OperatedMall, changed: Any, code: str
    ) -> None:
        owner = await operated.mall.owner()
        answer = await owner.shop("POST", "/weapp-access/registration", company(**changed))
        assert answer.json()["code"] == code
        assert (await owner.shop("GET", "/weapp-access/registration")).status_code == 404

    async def test_wechats_refusal_of_the_call_is_explained(self, operated: OperatedMall) -> None:
        """A registration of the same company is under way at WeChat, begun elsewhere."""
        owner = await operated.mall.owner()
        wanted = company()
        body = {name: wanted[name] for name in ("name", "code", "legal_persona_wechat", "legal_persona_name")}
        component = operated.mall.house.rooms.services()["grant_flows"]._desk._book.platform().component
        token = await component.tokens.current()
        path = f"/cgi-bin/component/fastregisterweapp?action=create&component_access_token={token}"
        await operated.told(path, body | {"code_type": 1})
        answer = await owner.shop("POST", "/weapp-access/registration", wanted)
        refused = answer.json()
        assert (answer.status_code, refused["state"], refused["code"]) == (201, "refused", "89249")
        assert refused["finding"]["again_after_hours"] == 24

    async def test_two_shops_do_not_register_the_same_company_at_once(self, operated: OperatedMall) -> None:
        first, second = await operated.mall.owner(), await operated.mall.owner()
        wanted = company()
        await registered(first, **wanted)
        for owner in (second, first):
            answer = await owner.shop("POST", "/weapp-access/registration", wanted)
            assert (answer.status_code, answer.json()["code"]) == (409, "registration_running")
        await decide(operated, 101)
        assert (await registered(second, **wanted))["state"] == "waiting"
        await decide(operated, 0)
        await operated.mall.house.worker.round()
        assert (await seen(first))["state"] == "failed"
        assert (await seen(second))["state"] == "done"


class TestExpired:
    async def test_a_day_of_silence_ends_it_and_a_late_word_counts(self, operated: OperatedMall) -> None:
        owner = await operated.mall.owner()
        await registered(owner)
        clock, house = operated.paying.clock, operated.mall.house
        clock.now += timedelta(hours=24, seconds=1)
        await house.rooms._registration_clock.run()
        ended = await seen(owner)
        assert (ended["state"], ended["code"], "again_at" in ended) == ("expired", "expired", True)
        clock.now -= timedelta(hours=24, seconds=1)
        await decide(operated, 0)
        await house.worker.round()
        assert (await seen(owner))["state"] == "done"

    async def test_the_same_word_twice_moves_once(self, operated: OperatedMall) -> None:
        owner = await operated.mall.owner()
        await registered(owner)
        newest = (await operated.seen("/_sandbox/open/registrations"))[0]["registration_id"]
        await operated.told(f"/_sandbox/open/registrations/{newest}", {"status": 1001})
        pushed = await operated.next("notify_third_fasteregister")
        assert (await operated.hand_in(pushed)).text == "success"
        operated.paying.clock.move(seconds=1)
        again = await registered(owner)
        assert (await operated.hand_in(pushed)).text == "success"
        assert (await seen(owner))["id"] == again["id"]
        assert (await seen(owner))["state"] == "waiting"

        def look(read: ReadScope) -> tuple[list[Any], list[Any]]:
            return list(read.rows(COMPONENT_PUSHES.select())), list(read.rows(WEAPP_REGISTRATIONS.select()))

        pushes, rows = await operated.mall.house.units.read(PlatformScope(), look)
        assert [one.event for one in pushes] == ["notify_third_fasteregister"]
        assert len(rows) == 2
        assert all("张三".encode() not in row.facts_sealed for row in rows)


class TestTables:
    def test_every_status_that_the_client_knows_is_explained(self) -> None:
        assert {finding.code for finding in PUSHED} == {str(status) for status in REGISTRATION_STATUSES}
        wanted = {str(code) for code in range(89247, 89256)} | {"86004", "61070"}
        assert wanted <= {finding.code for finding in SAID}

    def test_every_finding_speaks_and_names_who_mends(self) -> None:
        for finding in (*PUSHED, *SAID, finding_of("-4711")):
            assert all((finding.cause_zh, finding.mend_zh, finding.cause_en, finding.mend_en))
            assert finding.mends in {"merchant", "legal_person", "wechat", "operator"}

    @pytest.mark.parametrize("state", list(RegistrationState))
    @pytest.mark.parametrize("action", sorted({action for _, action in REGISTRATION_TRANSITIONS}))
    def test_moves_are_those_of_the_table(self, state: str, action: str) -> None:
        assert (state in states_before(action)) is ((state, action) in REGISTRATION_TRANSITIONS)

    def test_names_and_codes(self) -> None:
        assert registered_name(SubjectKind.SOLE_TRADER, None, " 李四 ") == "个体户李四"
        assert registered_name(SubjectKind.COMPANY, " 甲公司 ", "李四") == "甲公司"
        assert registered_name(SubjectKind.COMPANY, None, "李四") == ""
        assert plain_code("9144-0300 1234567890") == "914403001234567890"
        assert plain_code("12345678-9") == "123456789"
        assert (plain_code("1234"), plain_code("９" * 18)) == (None, None)
