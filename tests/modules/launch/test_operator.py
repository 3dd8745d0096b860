"""The platform's operator: sees every launch, acts for a shop only while its owner agrees, and is logged."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.factories.database import TestDatabase
from tests.factories.malls import Mall, Owner, open_mall
from xiaopu.infra import settings_sections as options
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import StepTruth, Words
from xiaopu.modules.launch.usecases.record_truth import record_truth

pytestmark = pytest.mark.anyio

EMAIL = "Operator@platform.example"
API = "/api/platform/v1/launches"
WAITS = StepTruth(StepStatus.WAITING_PERSON, waits_for=Words("等法人扫脸", "a face is waited for"))


@pytest.fixture
async def run_by(database: TestDatabase, tmp_path: Path) -> AsyncIterator[Mall]:
    """A mall with one operator in its settings."""
    platform = options.Platform(operators=f"somebody@else.example, {EMAIL.upper()}")
    async with open_mall(database, tmp_path, platform=platform) as made:
        yield made


async def waits(mall: Mall, owner: Owner) -> None:
    scope = ShopScope(ShopId(owner.shop_id))
    await mall.house.units.write(scope, record_truth, Step.FILING, WAITS)


async def look(operator: Owner, owner: Owner) -> tuple[int, str]:
    answer = await operator._call("POST", f"{API}/{owner.shop_id}/steps/store/look", None, {})
    return answer.status_code, answer.json().get("code", "")


async def test_sees_all_shops_and_where_they_are_stuck(run_by: Mall) -> None:
    operator, owner = await run_by.owner(EMAIL), await run_by.owner()
    await waits(run_by, owner)
    items = (await operator.http.get(API)).json()["items"]
    assert {one["shop_id"] for one in items} == {operator.shop_id, owner.shop_id}
    [stuck] = (await operator.http.get(API, params={"show": "stuck"})).json()["items"]
    assert (stuck["shop_id"], stuck["steps"]) == (owner.shop_id, {"filing": "waiting_person"})
    assert (stuck["stuck"]["step"], stuck["stuck"]["cause"]["zh"]) == ("filing", "等法人扫脸")
    assert (await operator.http.get(API, params={"show": "live"})).json()["items"] == []
    view = (await operator.http.get(f"{API}/{owner.shop_id}")).json()
    assert {one["step"]: one["status"] for one in view["steps"]}["filing"] == "waiting_person"


async def test_pages_by_shop(run_by: Mall) -> None:
    operator = await run_by.owner(EMAIL)
    shops = {operator.shop_id} | {(await run_by.owner()).shop_id for _ in range(2)}
    seen, cursor = [], None
    while True:
        params = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        page = (await operator.http.get(API, params=params)).json()
        seen += [one["shop_id"] for one in page["items"]]
        cursor = page.get("next_cursor")
        if cursor is None:
            break
    assert (set(seen), len(seen)) == (shops, 3)


async def test_is_not_there_for_anybody_else(run_by: Mall) -> None:
    owner = await run_by.owner()
    for path in (API, f"{API}/{owner.shop_id}"):
        assert (await owner.http.get(path)).status_code == 404
    assert await look(owner, owner) == (404, "not_found")
    assert (await run_by.client().get(API)).status_code == 401


async def test_acts_only_while_the_owner_agrees(run_by: Mall) -> None:
    operator, owner = await run_by.owner(EMAIL), await run_by.owner()
    clock = run_by.house.clock
    assert await look(operator, owner) == (403, "consent_missing")
    given = await owner.shop("PUT", "/launch/consent", {"days": 7})
    assert given.status_code == 200, given.text
    assert await look(operator, owner) == (200, "")
    entries = (await owner.shop("GET", "/audit")).json()["items"]
    [acted] = [one for one in entries if one["action"] == "launch.operator_looked"]
    assert (acted["object"], acted["actor"].partition(":")[0]) == ("step:store", "operator")
    assert (await owner.shop("DELETE", "/launch/consent")).status_code == 200
    assert await look(operator, owner) == (403, "consent_missing")
    await owner.shop("PUT", "/launch/consent", {"days": 7})
    clock.move(days=6)  # type: ignore[attr-defined]  # the test's clock
    assert await look(operator, owner) == (200, "")
    clock.move(days=1)  # type: ignore[attr-defined]  # the test's clock
    assert await look(operator, owner) == (403, "consent_missing")


async def test_twin_consent_of_one_shop_opens_no_other(run_by: Mall) -> None:
    operator, owner, other = await run_by.owner(EMAIL), await run_by.owner(), await run_by.owner()
    await owner.shop("PUT", "/launch/consent", {"days": 30})
    assert await look(operator, owner) == (200, "")
    assert await look(operator, other) == (403, "consent_missing")


async def test_only_seven_or_thirty_days(run_by: Mall) -> None:
    owner = await run_by.owner()
    assert (await owner.shop("PUT", "/launch/consent", {"days": 365})).status_code == 422


async def test_is_told_so_in_me_and_nobody_else_is(run_by: Mall) -> None:
    operator, owner = await run_by.owner(EMAIL), await run_by.owner()
    assert (await operator.account("GET", "/me")).json()["operator"] is True
    assert "operator" not in (await owner.account("GET", "/me")).json()
