"""Who sells: facts, their faults, the lock, and what the shop's mini program may do."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories.stage import Stage
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.compliance import api
from xiaopu.modules.compliance.domain.facts import PaperKind, SubjectType
from xiaopu.modules.compliance.domain.numbers import credit_check, id_check
from xiaopu.modules.compliance.errors import (
    SubjectCannotSell,
    SubjectInvalid,
    SubjectLocked,
    SubjectNotSet,
    TooManyPapers,
)
from xiaopu.modules.compliance.repository import MOST_PAPERS
from xiaopu.modules.compliance.schemas import PaperIn, SubjectIn
from xiaopu.modules.compliance.tables import PAPERS, SUBJECTS
from xiaopu.modules.compliance.usecases.papers import add_paper
from xiaopu.modules.compliance.usecases.read_subject import subject_view
from xiaopu.modules.compliance.usecases.set_subject import set_subject
from xiaopu.modules.storefront.usecases.show_goods import show_shop
from xiaopu.modules.tenancy.tables import AUDIT_LOG, SHOPS

pytestmark = pytest.mark.anyio

ID_NUMBER = "31010119900101123" + id_check("31010119900101123")
TRADER_CODE = "92330106MA2ABCDE1" + credit_check("92330106MA2ABCDE1")
COMPANY_CODE = "91440300708461136T"
COMPANY: dict[str, Any] = {
    "type": SubjectType.COMPANY,
    "name": "杭州青山茶器有限公司",
    "credit_code": COMPANY_CODE,
    "legal_name": "李雷",
    "id_number": ID_NUMBER,
    "phone": "13800138000",
}
PERSON: dict[str, Any] = {
    "type": SubjectType.INDIVIDUAL,
    "name": "韩梅梅",
    "id_number": ID_NUMBER,
    "phone": "13900139000",
}
TOUCHED = (SUBJECTS, PAPERS, AUDIT_LOG, SHOPS)


async def set_to(stage: Stage, facts: dict[str, Any], **changes: Any) -> None:
    await stage.units.write(stage.scope, set_subject, SubjectIn(**(facts | changes)), vault=stage.vault)


async def faults(stage: Stage, facts: dict[str, Any], **changes: Any) -> dict[str, str]:
    before = await stage.dump(*TOUCHED)
    with pytest.raises(SubjectInvalid) as refused:
        await set_to(stage, facts, **changes)
    assert await stage.dump(*TOUCHED) == before
    return {one["path"]: one["code"] for one in refused.value.data["fields"]}


class TestSetSubject:
    async def test_keeps_the_facts_and_shows_them_masked(self, stage: Stage) -> None:
        await set_to(
            stage, COMPANY, credit_code=" ９１４４０３００７０８４６１１３６ｔ", sells=("food", "food")
        )
        facts = await stage.units.read(stage.scope, api.subject_of, vault=stage.vault)
        assert facts is not None
        assert (facts.credit_code, facts.legal_name, facts.id_number, facts.phone, facts.sells) == (
            COMPANY_CODE,
            "李雷",
            ID_NUMBER,
            "13800138000",
            ("food",),
        )
        assert facts.missing == ()
        view = await stage.units.read(stage.scope, subject_view, vault=stage.vault)
        assert (view.name, view.legal_name, view.id_number, view.phone) == (
            COMPANY["name"],
            "李*",
            "310***********" + ID_NUMBER[-4:],
            "138****8000",
        )
        revealed = await stage.units.read(stage.scope, subject_view, vault=stage.vault, reveal=True)
        assert (revealed.id_number, revealed.revealed) == (ID_NUMBER, True)

    async def test_no_personal_datum_is_seen_in_database_audit_log_or_repr(self, stage: Stage) -> None:
        await set_to(stage, COMPANY)
        facts = await stage.units.read(stage.scope, api.subject_of, vault=stage.vault)
        told = repr((facts, await stage.dump(*TOUCHED)))
        for secret in (ID_NUMBER, "13800138000", "李雷"):
            assert secret not in told
        assert "李" not in told

    async def test_an_absent_number_keeps_the_stored_one_while_the_type_stays(self, stage: Stage) -> None:
        await set_to(stage, COMPANY)
        await set_to(stage, COMPANY, id_number=None, phone="", legal_name=None, name="杭州青山有限公司")
        facts = await stage.units.read(stage.scope, api.subject_of, vault=stage.vault)
        assert facts is not None
        assert (facts.id_number, facts.phone, facts.legal_name) == (ID_NUMBER, "13800138000", "李雷")
        await set_to(stage, PERSON, id_number=None)
        facts = await stage.units.read(stage.scope, api.subject_of, vault=stage.vault)
        assert facts is not None
        assert (facts.id_number, facts.credit_code, facts.legal_name) == (None, None, None)
        assert facts.missing == ("id_number",)
        await set_to(stage, PERSON, name=None, sells=("food",))
        facts = await stage.units.read(stage.scope, api.subject_of, vault=stage.vault)
        assert facts is not None
        assert (facts.name, facts.sells) == ("韩梅梅", ("food",))
        assert await faults(stage, COMPANY, name=None) == {"name": "name_charset"}

    async def test_each_wrong_field_has_its_own_code_and_nothing_is_kept(self, stage: Stage) -> None:
        assert await faults(
            stage,
            COMPANY,
            name="青山🍵",
            credit_code="91440300708461136A",
            legal_name="李雷1",
            id_number="310101199001011230",
            phone="12345",
            sells=("food", "unicorns"),
        ) == {
            "name": "name_charset",
            "credit_code": "credit_code_invalid",
            "legal_name": "name_charset",
            "id_number": "id_number_invalid",
            "phone": "phone_invalid",
            "sells.1": "industry_unknown",
        }

    async def test_a_code_that_belongs_to_another_type_is_refused(self, stage: Stage) -> None:
        wrong = {"credit_code": "credit_code_other_subject"}
        assert await faults(stage, COMPANY, credit_code=TRADER_CODE) == wrong
        assert await faults(stage, COMPANY, type=SubjectType.SOLE_TRADER) == wrong
        await set_to(stage, COMPANY, type=SubjectType.SOLE_TRADER, credit_code=TRADER_CODE)

    @pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "Jean-Luc Picard", "欧阳娜娜", "𠮷田"])
    async def test_takes_names_that_people_have(self, stage: Stage, name: str) -> None:
        await set_to(stage, PERSON, name=name)

    @pytest.mark.parametrize("name", ["李", "李雷2", "·李雷", "李\u200b", "  ", "<b>李雷</b>", "李" * 31])
    async def test_refuses_names_that_nobody_has(self, stage: Stage, name: str) -> None:
        assert await faults(stage, PERSON, name=name) == {"name": "name_charset"}

    async def test_belongs_to_its_shop(self, stage: Stage, neighbour: Stage) -> None:
        await set_to(stage, COMPANY)
        assert await neighbour.units.read(neighbour.scope, api.subject_of, vault=stage.vault) is None
        assert await neighbour.units.read(neighbour.scope, api.may_sell_in_weapp)


class TestLock:
    async def test_the_type_stands_once_the_account_exists(self, stage: Stage) -> None:
        with pytest.raises(SubjectNotSet):
            await stage.units.write(stage.scope, api.lock_subject)
        await set_to(stage, COMPANY)
        await stage.units.write(stage.scope, api.lock_subject)
        await stage.units.write(stage.scope, api.lock_subject)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(SubjectLocked):
            await set_to(stage, PERSON)
        assert await stage.dump(*TOUCHED) == before
        await set_to(stage, COMPANY, name="杭州青山有限公司")
        locks = [row for row in await stage.rows(AUDIT_LOG) if row["action"] == "subject.locked"]
        assert len(locks) == 1

    async def test_a_move_to_a_new_account_opens_it(self, stage: Stage) -> None:
        await set_to(stage, PERSON)
        await stage.units.write(stage.scope, api.lock_subject)
        await stage.units.write(stage.scope, api.unlock_subject)
        await set_to(stage, COMPANY)
        assert await stage.units.read(stage.scope, api.subject_type) is SubjectType.COMPANY


class TestSelling:
    async def profile(self, stage: Stage) -> str:
        return (await stage.units.read(stage.scope, show_shop, None)).weapp_profile

    async def test_follows_the_type(self, stage: Stage) -> None:
        assert await stage.units.read(stage.scope, api.may_sell_in_weapp)
        assert await self.profile(stage) == "mall"
        await set_to(stage, PERSON)
        assert await self.profile(stage) == "showcase"
        with pytest.raises(SubjectCannotSell):
            await stage.units.read(stage.scope, api.require_weapp_selling)
        stage.clock.move(seconds=1)
        await set_to(stage, COMPANY)
        assert await self.profile(stage) == "mall"
        await stage.units.read(stage.scope, api.require_weapp_selling)
        told = [
            row["after"] for row in await stage.rows(AUDIT_LOG) if row["action"] == "weapp_selling.changed"
        ]
        assert told == [{"allowed": False}, {"allowed": True}]


class TestMissingPapers:
    async def missing(self, stage: Stage) -> list[tuple[str, bool]]:
        found = await stage.units.read(stage.scope, api.missing_papers)
        return [(one.industry, one.expired) for one in found]

    async def hold(self, stage: Stage, kind: PaperKind, until: date | None = None) -> None:
        wanted = PaperIn(kind=kind, valid_until=until)
        await stage.units.write(stage.scope, add_paper, wanted, f"{kind}.sealed", 10)

    async def test_are_those_that_the_industries_need(self, stage: Stage) -> None:
        assert await self.missing(stage) == []
        await set_to(stage, COMPANY, sells=("food", "clothes", "books"))
        assert await self.missing(stage) == [("", False), ("food", False), ("books", False)]
        await self.hold(stage, PaperKind.BUSINESS_LICENCE)
        await self.hold(stage, PaperKind.PREPACKED_FOOD, stage.clock.now.date() + timedelta(days=1))
        assert await self.missing(stage) == [("books", False)]
        stage.clock.move(days=3)
        assert await self.missing(stage) == [("food", True), ("books", False)]

    async def test_nothing_is_asked_of_an_individual(self, stage: Stage) -> None:
        await set_to(stage, PERSON, sells=("food",))
        assert await self.missing(stage) == []

    async def test_refuses_a_paper_that_has_expired_and_the_sixty_first(self, stage: Stage) -> None:
        with pytest.raises(InvalidInput):
            await self.hold(stage, PaperKind.OTHER, stage.clock.now.date() - timedelta(days=1))
        for _ in range(MOST_PAPERS):
            await self.hold(stage, PaperKind.OTHER)
        with pytest.raises(TooManyPapers):
            await self.hold(stage, PaperKind.OTHER)
        assert await stage.tally(PAPERS) == MOST_PAPERS
