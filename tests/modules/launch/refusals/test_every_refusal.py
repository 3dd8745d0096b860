"""Every refusal that the sandbox can be brought to, and every fault of ours, is diagnosed with the right
cause: what it is, what mends it, who mends it, in both languages.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.factories.malls import Mall
from tests.factories.operators import OperatedMall
from tests.modules.launch.refusals import rows_account, rows_going_live, rows_house, rows_profile
from tests.modules.launch.refusals.scene import Row, Scene, found_by
from xiaopu.modules.launch.domain.pulse import LEAST_DISK_MB, Pulse, pulse_findings
from xiaopu.modules.launch.domain.rules import rules

ROWS = [*rows_account.ROWS, *rows_profile.ROWS, *rows_going_live.ROWS, *rows_house.ROWS]
WHO = {"merchant", "platform", "wechat", "us"}
SOURCES = Path(__file__).resolve().parents[4] / "backend" / "src" / "xiaopu" / "modules" / "launch"


@pytest.fixture
async def scene(operated: OperatedMall) -> AsyncIterator[Scene]:
    """What a row orders of faults at the sandbox goes with it."""
    made = Scene(operated)
    yield made
    await asyncio.to_thread(httpx.delete, f"{operated.world.origin}/_sandbox/faults", trust_env=False)
    for hand in made.hands:
        hand.close()


@pytest.mark.anyio
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
async def test_is_told_with_its_cause(scene: Scene, row: Row) -> None:
    told = await row.provoke(scene)
    assert (told.code, told.errcode, told.who) == (row.code, row.errcode, row.who)
    assert row.says in told.cause[0]
    assert all(text.strip() for text in (*told.cause, *told.mend))
    # English is English: no Chinese sentence stands in for it.
    assert not _is_chinese(told.cause[1]), told.cause[1]
    assert not _is_chinese(told.mend[1]), told.mend[1]


def _is_chinese(text: str) -> bool:
    """Mostly Chinese: names and menu paths may stand in an English sentence."""
    letters = [letter for letter in text if not letter.isspace()]
    return sum("\u4e00" <= letter <= "\u9fff" for letter in letters) * 2 > len(letters)


@pytest.mark.anyio
async def test_no_way_out_is_ours_and_told_once(mall: Mall) -> None:
    """Nobody listens where WeChat should be."""
    owner = await mall.owner()
    keys = {"appid": "wx0123456789abcdef", "secret": "0" * 32}
    assert (await owner.shop("PUT", "/channels/weapp", keys)).is_success
    told = await found_by(owner, "account", "no_way_out")
    assert (told.who, "不是您填错了" in told.mend[0]) == ("us", True)
    everything = (await owner.shop("POST", "/launch/diagnose")).json()
    found = [one["code"] for checkup in everything["checkups"] for one in checkup["findings"]]
    assert (found.count("no_way_out"), "wechat_busy" in found) == (1, False)


def test_a_full_disk_is_ours() -> None:
    full = Pulse(reachable=True, skew_s=0, free_mb=LEAST_DISK_MB - 1)
    [found] = pulse_findings(full, "api.weixin.qq.com")
    assert (found.code, found.who) == ("disk_full", "us")
    assert pulse_findings(Pulse(reachable=True, skew_s=60, free_mb=LEAST_DISK_MB), "x") == []


class TestTheTables:
    def test_there_are_enough_refusals_of_enough_kinds(self) -> None:
        assert len(ROWS) >= 30
        assert [name for name, times in Counter(row.name for row in ROWS).items() if times > 1] == []
        assert {row.who for row in ROWS} == WHO
        assert len({(row.code, row.errcode) for row in ROWS}) >= 30

    def test_every_rule_is_whole_and_stands_once(self) -> None:
        lines = (SOURCES / "data" / "rules.tsv").read_text(encoding="utf-8").splitlines()
        codes = [line.split("\t")[0] for line in lines[1:]]
        assert len(set(codes)) == len(codes) == len(rules())
        for rule in rules().values():
            words = (rule.cause.zh, rule.cause.en, rule.mend.zh, rule.mend.en)
            assert all((*words, rule.source)), rule.code
            assert len(rule.dated) == 10, rule.code
            assert not any(map(_is_chinese, (rule.cause.en, rule.mend.en))), rule.code

    def test_every_place_is_a_page_of_the_console(self) -> None:
        console = SOURCES.parents[4] / "clients" / "console" / "src"
        table = (console / "routes.ts").read_text(encoding="utf-8")
        routes = set(re.findall(r"path: '([a-z]+)[':/?]", table))
        doors = (console / "features" / "launch" / "stepDoors.ts").read_text(encoding="utf-8")
        places = {rule.where for rule in rules().values() if rule.where}
        for place in places | set(re.findall(r"path: '([a-z/]+)'", doors)):
            page, _, part = place.partition("/")
            assert page in routes, place
            if part and page in ("shop", "settings"):
                shell = console / "pages" / page / f"{page.title()}Page.vue"
                assert f"name: '{part}'" in shell.read_text(encoding="utf-8"), place
            else:
                assert part in ("", "new"), place

    def test_every_rule_is_used(self) -> None:
        code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
        named = {rule for rule in rules() if f'"{rule}"' in code or f"'{rule}'" in code}
        # Faults of an upload are named by the module that uploads.
        errors = (SOURCES.parent / "releases" / "errors.py").read_text(encoding="utf-8")
        named |= {rule for rule in rules() if f'code = "{rule}"' in errors}
        assert set(rules()) - named == set()
