"""Staff: invitations by mail, roles, and a shop that is never without an owner."""

import asyncio
from dataclasses import replace

import pytest

from tests.factories.stage import DIRECTORY, Stage, add_merchant
from xiaopu.infra.crypto.blind_index import NotAnEmail
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import MerchantId
from xiaopu.modules.tenancy import queries, repository
from xiaopu.modules.tenancy.domain import PERMISSIONS, Role, allows
from xiaopu.modules.tenancy.errors import (
    AlreadyStaff,
    EmailNotVerified,
    InvitationNotYours,
    LastOwner,
    LinkNotValid,
    TooManyInvitations,
)
from xiaopu.modules.tenancy.events import StaffInvited
from xiaopu.modules.tenancy.flows.accept_invitation import accept_invitation
from xiaopu.modules.tenancy.flows.send_link import LinkSender
from xiaopu.modules.tenancy.schemas import InvitationIn, ShopBrief
from xiaopu.modules.tenancy.tables import AUDIT_LOG, MEMBERSHIPS, STAFF_INVITATIONS
from xiaopu.modules.tenancy.usecases.change_staff import ChangeRole, change_role, remove_staff
from xiaopu.modules.tenancy.usecases.invite_staff import (
    MOST_OPEN,
    invite_staff,
    issue_invitation,
    withdraw_invitation,
)
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, sign_up

pytestmark = pytest.mark.anyio

EMAIL = "Coder@Studio.example"
TOUCHED = (STAFF_INVITATIONS, MEMBERSHIPS, AUDIT_LOG, OUTBOX)


async def invited(stage: Stage, email: str = EMAIL, role: str = "developer") -> str:
    wanted = InvitationIn(email=email, role=role)  # type: ignore[arg-type]  # one of five words
    return await stage.units.write(stage.scope, invite_staff, wanted, vault=stage.vault)


async def link(stage: Stage, invitation_id: str) -> str:
    issued = await stage.units.write(stage.scope, issue_invitation, invitation_id, vault=stage.vault)
    assert issued is not None
    return issued.token


async def join(stage: Stage, merchant_id: MerchantId, token: str) -> ShopBrief:
    return await accept_invitation(stage.units, merchant_id, token, vault=stage.vault)


async def hired(stage: Stage, email: str = EMAIL, role: Role = Role.DEVELOPER) -> MerchantId:
    """Somebody who works in the shop."""
    merchant_id = await add_merchant(stage.units, stage.vault, email)
    as_asked = "manager" if role is Role.OWNER else role
    await join(stage, merchant_id, await link(stage, await invited(stage, email, as_asked)))
    if role is Role.OWNER:
        await stage.units.write(stage.scope, change_role, ChangeRole(merchant_id, role))
    return merchant_id


async def role_of(stage: Stage, merchant_id: MerchantId) -> Role:
    return await stage.units.read(DIRECTORY, queries.role_in, merchant_id, stage.scope.shop_id)


async def audit(stage: Stage) -> list[tuple[str, str, object, object]]:
    """By action: all of it happens in one moment."""
    rows = [row for row in await stage.rows(AUDIT_LOG) if row["action"].startswith("staff.")]
    found = [(row["action"], row["actor"], row["before"], row["after"]) for row in rows]
    return sorted(found, key=lambda line: line[0])


class Postbox:
    """A `MerchantMail` that keeps the invitations it is given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str, Role]] = []

    async def verification(self, address: str, link: str) -> None:
        raise AssertionError(address, link)

    async def password_reset(self, address: str, link: str) -> None:
        raise AssertionError(address, link)

    async def invitation(self, address: str, link: str, *, shop_name: str, role: Role) -> None:
        self.sent.append((address, link, shop_name, role))


class TestInvite:
    async def test_asks_for_one_mail_and_keeps_the_address_sealed(self, stage: Stage) -> None:
        invitation_id = await invited(stage)
        assert [row["consumer"] for row in await stage.rows(OUTBOX)].count("StaffInvited") == 1
        [row] = await stage.rows(STAFF_INVITATIONS)
        assert b"studio" not in bytes(row["email_sealed"]).lower()
        assert (row["role"], row["digest"]) == ("developer", None)
        view = await stage.units.read(stage.scope, queries.staff, vault=stage.vault)
        assert [(one.id, one.email, one.role) for one in view.invitations] == [
            (invitation_id, EMAIL, "developer")
        ]
        assert [one.merchant_id for one in view.items] == [stage.merchant_id]

    async def test_the_mail_carries_the_shop_the_role_and_a_link_that_is_stored_nowhere(
        self, stage: Stage
    ) -> None:
        invitation_id = await invited(stage)
        box = Postbox()
        sender = LinkSender(stage.units, stage.vault, box, "https://mall.example.com")
        await sender.invitation(stage.scope, StaffInvited(invitation_id))
        [(address, address_of_page, shop, role)] = box.sent
        assert (address, shop, role) == (EMAIL, "茶器小店", Role.DEVELOPER)
        page, token = address_of_page.split("?token=")
        assert page == "https://mall.example.com/console/invitation"
        kept = repr(await stage.dump(*TOUCHED))
        assert token not in kept
        assert token.rpartition("_")[2] not in kept

    async def test_withdrawn_before_the_mail_went_out_none_goes(self, stage: Stage) -> None:
        invitation_id = await invited(stage)
        await stage.units.write(stage.scope, withdraw_invitation, invitation_id)
        box = Postbox()
        sender = LinkSender(stage.units, stage.vault, box, "https://mall.example.com")
        await sender.invitation(stage.scope, StaffInvited(invitation_id))
        assert box.sent == []

    async def test_again_is_the_same_invitation_with_a_new_link(self, stage: Stage) -> None:
        first = await invited(stage)
        old = await link(stage, first)
        stage.clock.move(days=6)
        assert await invited(stage, EMAIL.upper(), "finance") == first
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        with pytest.raises(LinkNotValid):
            await join(stage, merchant_id, old)
        stage.clock.move(days=6)
        assert (await join(stage, merchant_id, await link(stage, first))).role == "finance"

    async def test_who_works_here_is_not_invited(self, stage: Stage) -> None:
        await hired(stage)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(AlreadyStaff):
            await invited(stage, EMAIL.lower())
        assert await stage.dump(*TOUCHED) == before

    async def test_what_is_no_address_is_refused(self, stage: Stage) -> None:
        with pytest.raises(NotAnEmail):
            await invited(stage, "nobody")

    async def test_twenty_are_open_at_most_even_when_asked_at_once(self, stage: Stage) -> None:
        answers = await asyncio.gather(
            *(invited(stage, f"hand{number}@studio.example") for number in range(MOST_OPEN + 4)),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, TooManyInvitations) for answer in answers) == 4
        assert await stage.tally(STAFF_INVITATIONS) == MOST_OPEN
        stage.clock.move(days=7)
        await invited(stage, "one.more@studio.example")


class TestAccept:
    async def test_joins_with_the_role_of_the_invitation(self, stage: Stage) -> None:
        merchant_id = await hired(stage)
        assert await role_of(stage, merchant_id) is Role.DEVELOPER
        assert await audit(stage) == [
            ("staff.invited", f"merchant:{stage.merchant_id}", None, {"role": "developer"}),
            ("staff.joined", f"merchant:{merchant_id}", None, {"role": "developer"}),
        ]

    async def test_a_link_is_good_once(self, stage: Stage) -> None:
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        token = await link(stage, await invited(stage))
        await join(stage, merchant_id, token)
        await stage.units.write(stage.scope, remove_staff, merchant_id)
        with pytest.raises(LinkNotValid):
            await join(stage, merchant_id, token)

    async def test_of_twenty_who_accept_at_once_one_joins(self, stage: Stage) -> None:
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        token = await link(stage, await invited(stage))
        before = await stage.tally(MEMBERSHIPS)
        answers = await asyncio.gather(
            *(join(stage, merchant_id, token) for _ in range(20)), return_exceptions=True
        )
        assert sum(isinstance(answer, ShopBrief) for answer in answers) == 1
        assert sum(isinstance(answer, LinkNotValid) for answer in answers) == 19
        assert await stage.tally(MEMBERSHIPS) == before + 1

    async def test_lives_seven_days(self, stage: Stage) -> None:
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        token = await link(stage, await invited(stage))
        stage.clock.move(days=7)
        with pytest.raises(LinkNotValid):
            await join(stage, merchant_id, token)
        stage.clock.move(microseconds=-1)
        await join(stage, merchant_id, token)

    async def test_withdrawn_opens_nothing(self, stage: Stage) -> None:
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        invitation_id = await invited(stage)
        token = await link(stage, invitation_id)
        await stage.units.write(stage.scope, withdraw_invitation, invitation_id)
        with pytest.raises(LinkNotValid):
            await join(stage, merchant_id, token)
        with pytest.raises(NotFound):
            await stage.units.write(stage.scope, withdraw_invitation, invitation_id)
        assert [line[0] for line in await audit(stage)] == ["staff.invited", "staff.uninvited"]

    async def test_another_address_is_refused_and_spends_nothing(self, stage: Stage) -> None:
        token = await link(stage, await invited(stage))
        finder = await add_merchant(stage.units, stage.vault, "finder@studio.example")
        before = await stage.dump(*TOUCHED)
        with pytest.raises(InvitationNotYours) as refused:
            await join(stage, finder, token)
        assert refused.value.data == {}
        assert await stage.dump(*TOUCHED) == before
        await join(stage, await add_merchant(stage.units, stage.vault, EMAIL), token)

    async def test_an_unproven_mailbox_is_refused(self, stage: Stage) -> None:
        token = await link(stage, await invited(stage))
        await stage.units.write(DIRECTORY, sign_up, SignUp(EMAIL, "x"), vault=stage.vault)
        index = stage.vault.index.email(EMAIL, "merchants")
        row = await stage.units.read(
            DIRECTORY, lambda read: read.row(repository.MERCHANT_BY_EMAIL, wanted=index)
        )
        assert row is not None
        with pytest.raises(EmailNotVerified):
            await join(stage, MerchantId(row.id), token)

    async def test_a_link_opens_its_own_shop_alone(self, stage: Stage, neighbour: Stage) -> None:
        merchant_id = await add_merchant(stage.units, stage.vault, EMAIL)
        token = await link(stage, await invited(stage))
        moved = token.replace(stage.scope.shop_id, neighbour.scope.shop_id)
        for odd in (moved, token.replace("xi_", "xl_"), token[:-1], "xi_" + "0" * 85, "x" * 90):
            with pytest.raises(LinkNotValid):
                await join(stage, merchant_id, odd)
        await join(stage, merchant_id, token)
        with pytest.raises(NotFound):
            await role_of(neighbour, merchant_id)


class TestForeignShops:
    async def test_nobody_reaches_anothers_staff(self, stage: Stage, neighbour: Stage) -> None:
        merchant_id, invitation_id = await hired(stage), await invited(stage, "b@studio.example")
        before = await stage.dump(*TOUCHED)
        units, scope = neighbour.units, neighbour.scope
        with pytest.raises(NotFound):
            await units.write(scope, change_role, ChangeRole(merchant_id, Role.MANAGER))
        with pytest.raises(NotFound):
            await units.write(scope, remove_staff, merchant_id)
        with pytest.raises(NotFound):
            await units.write(scope, withdraw_invitation, invitation_id)
        assert await units.write(scope, issue_invitation, invitation_id, vault=stage.vault) is None
        assert await stage.dump(*TOUCHED) == before

    async def test_each_shop_invites_for_itself(self, stage: Stage, neighbour: Stage) -> None:
        ours, theirs = await invited(stage), await invited(replace(neighbour, vault=stage.vault))
        assert ours != theirs
        indexes = {bytes(row["email_index"]) for row in await stage.rows(STAFF_INVITATIONS)}
        assert len(indexes) == 2


class TestOwners:
    async def test_the_last_one_neither_goes_nor_becomes_less(self, stage: Stage) -> None:
        await hired(stage)
        before = await stage.dump(*TOUCHED)
        with pytest.raises(LastOwner):
            await stage.units.write(stage.scope, remove_staff, stage.merchant_id)
        for role in Role:
            command = ChangeRole(stage.merchant_id, role)
            if role is Role.OWNER:
                await stage.units.write(stage.scope, change_role, command)
                continue
            with pytest.raises(LastOwner):
                await stage.units.write(stage.scope, change_role, command)
        assert await stage.dump(*TOUCHED) == before

    async def test_of_two_who_go_at_once_one_stays(self, stage: Stage) -> None:
        second = await hired(stage, role=Role.OWNER)
        going = ShopScope(stage.scope.shop_id, f"merchant:{second}")
        answers = await asyncio.gather(
            stage.units.write(stage.scope, remove_staff, stage.merchant_id),
            stage.units.write(going, remove_staff, second),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, LastOwner) for answer in answers) == 1
        view = await stage.units.read(stage.scope, queries.staff, vault=stage.vault)
        assert [one.role for one in view.items] == ["owner"]

    async def test_of_two_who_demote_each_other_one_stays(self, stage: Stage) -> None:
        second = await hired(stage, role=Role.OWNER)
        answers = await asyncio.gather(
            stage.units.write(stage.scope, change_role, ChangeRole(second, Role.MANAGER)),
            stage.units.write(stage.scope, change_role, ChangeRole(stage.merchant_id, Role.MANAGER)),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, LastOwner) for answer in answers) == 1

    async def test_changes_are_in_the_audit_log_once(self, stage: Stage) -> None:
        merchant_id = await hired(stage)
        for _ in range(2):
            await stage.units.write(stage.scope, change_role, ChangeRole(merchant_id, Role.FINANCE))
        await stage.units.write(stage.scope, remove_staff, merchant_id)
        assert [(line[0], line[2], line[3]) for line in (await audit(stage))[2:]] == [
            ("staff.removed", {"role": "finance"}, None),
            ("staff.role_changed", {"role": "developer"}, {"role": "finance"}),
        ]
        with pytest.raises(NotFound):
            await role_of(stage, merchant_id)


class TestRights:
    def test_a_developer_reads_and_writes_code_and_may_go(self) -> None:
        assert PERMISSIONS[Role.DEVELOPER] == {"code.read", "code.write"}
        assert allows(Role.DEVELOPER, "staff.leave")
        assert not allows(Role.DEVELOPER, "staff.write")
        assert not allows(Role.DEVELOPER, "")

    def test_only_owners_write_staff(self) -> None:
        assert [role for role in Role if allows(role, "staff.write")] == [Role.OWNER]
