"""Staff over HTTP: who may invite, what a developer may do, and that who is removed is out at once."""

import secrets

import pytest
from litestar.handlers import HTTPRouteHandler

from proofs.matrix.snapshot import fingerprints
from tests.factories.malls import Mall, Owner
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.tenancy.domain import PERMISSIONS, Role
from xiaopu.modules.tenancy.usecases.invite_staff import issue_invitation

pytestmark = pytest.mark.anyio

SHOP = "/api/console/v1/shops/{shop_id}"
UNKNOWN = "z" * 20
ASKED = {"since": "2026-01-01", "until": "2026-01-31", "tracking_no": "SF1234567890123"}


async def email_of(somebody: Owner) -> str:
    return str((await somebody.account("GET", "/me")).json()["merchant"]["email"])


async def id_of(somebody: Owner) -> str:
    return str((await somebody.account("GET", "/me")).json()["merchant"]["id"])


async def invite(mall: Mall, owner: Owner, email: str, role: str) -> tuple[str, str]:
    """(invitation, token of its mail)."""
    answer = await owner.shop("POST", "/staff/invitations", {"email": email, "role": role})
    assert answer.status_code == 201, answer.text
    [invitation] = [one["id"] for one in answer.json()["invitations"] if one["email"] == email]
    scope = ShopScope(ShopId(owner.shop_id))
    issued = await mall.house.units.write(scope, issue_invitation, invitation, vault=mall.house.vault)
    assert issued is not None
    return invitation, issued.token


async def hire(mall: Mall, owner: Owner, role: str) -> Owner:
    """Somebody who came by an invitation. Their `shop` calls go to the owner's shop."""
    hand = await mall.owner()
    _, token = await invite(mall, owner, await email_of(hand), role)
    joined = await hand.account("POST", "/auth/invitations/accept", {"token": token})
    assert joined.status_code == 200, joined.text
    assert joined.json() == {"id": owner.shop_id, "slug": owner.slug, "name": "茶器小店", "role": role}
    return Owner(hand.http, hand.csrf, owner.shop_id, owner.slug)


def doors(mall: Mall) -> list[tuple[str, str, HTTPRouteHandler]]:
    """(method, path below the shop, handler) of the whole desk."""
    return [
        (method, route.path_format.removeprefix(SHOP), handler)
        for route in mall.app.routes
        if route.path_format.startswith(SHOP)
        for handler in getattr(route, "route_handlers", [])
        for method in handler.http_methods
        if method not in ("OPTIONS", "HEAD")
    ]


async def knock(hand: Owner, method: str, path: str, handler: HTTPRouteHandler) -> tuple[int, str]:
    fields = handler.parsed_fn_signature.parameters
    for name, field in fields.items():
        path = path.replace(f"{{{name}}}", "1" if field.annotation is int else UNKNOWN)
    url = f"/api/console/v1/shops/{hand.shop_id}{path}"
    headers = {"X-CSRF-Token": hand.csrf, "Idempotency-Key": secrets.token_hex(8)}
    body: dict[str, str] | None = {} if method in ("POST", "PUT", "PATCH") else None
    asked = {name: value for name, value in ASKED.items() if name in fields}
    answer = await hand.http.request(method, url, json=body, headers=headers, params=asked)
    return answer.status_code, answer.json().get("code", "") if answer.status_code >= 400 else ""


class TestADeveloper:
    async def test_finds_every_door_shut_but_those_of_the_code(self, mall: Mall) -> None:
        owner = await mall.owner()
        hand = await hire(mall, owner, "developer")
        granted = PERMISSIONS[Role.DEVELOPER]
        shut = [one for one in doors(mall) if one[2].opt["permission"] not in granted]
        open_ = [one for one in doors(mall) if one[2].opt["permission"] in granted]
        assert len(shut) > 100
        before = await fingerprints(mall.house.units, ShopId(owner.shop_id))
        for method, path, handler in shut:
            status, code = await knock(hand, method, path, handler)
            # A body at fault may be told before the right to send it; the matrix asks with right ones.
            with_body = "data" in handler.parsed_fn_signature.parameters
            allowed = {(403, "not_allowed")} | ({(422, "invalid_input")} if with_body else set())
            assert (status, code) in allowed, (method, path)
        assert await fingerprints(mall.house.units, ShopId(owner.shop_id)) == before
        assert {path.split("/")[1] for _, path, _ in open_} == {"code", "releases"}
        for method, path, handler in open_:
            assert (await knock(hand, method, path, handler))[0] not in (401, 403), (method, path)

    async def test_sees_the_own_session_and_leaves(self, mall: Mall) -> None:
        owner = await mall.owner()
        hand = await hire(mall, owner, "developer")
        roles = {one["id"]: one["role"] for one in (await hand.account("GET", "/me")).json()["shops"]}
        assert roles[owner.shop_id] == "developer"
        other = await hire(mall, owner, "service")
        refused = await hand.shop("DELETE", f"/staff/{await id_of(other)}")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
        assert (await hand.shop("DELETE", f"/staff/{await id_of(hand)}")).status_code == 204
        assert (await hand.shop("GET", "/code")).status_code == 404
        assert (await hand.account("GET", "/me")).status_code == 200


class TestStaff:
    async def test_who_is_removed_is_out_with_the_session_that_was_open(self, mall: Mall) -> None:
        owner = await mall.owner()
        hand = await hire(mall, owner, "manager")
        assert (await hand.shop("GET", "/settings")).status_code == 200
        assert (await owner.shop("DELETE", f"/staff/{await id_of(hand)}")).status_code == 204
        for method, path in (("GET", "/settings"), ("GET", "/goods"), ("PUT", "/settings")):
            answer = await hand.shop(method, path, {"name": "新名"} if method == "PUT" else None)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        shops = (await hand.account("GET", "/me")).json()["shops"]
        assert owner.shop_id not in [one["id"] for one in shops]

    async def test_a_role_holds_from_the_next_request_on(self, mall: Mall) -> None:
        owner = await mall.owner()
        hand = await hire(mall, owner, "manager")
        path = f"/staff/{await id_of(hand)}"
        assert (await owner.shop("PUT", path, {"role": "warehouse"})).status_code == 204
        assert (await hand.shop("GET", "/settings")).status_code == 403
        assert (await owner.shop("PUT", path, {"role": "chief"})).status_code == 422
        [_, row] = (await owner.shop("GET", "/staff")).json()["items"]
        assert (row["email"], row["role"]) == (await email_of(hand), "warehouse")

    async def test_the_last_owner_stays(self, mall: Mall) -> None:
        owner = await mall.owner()
        path = f"/staff/{await id_of(owner)}"
        for method, body in (("DELETE", None), ("PUT", {"role": "manager"})):
            answer = await owner.shop(method, path, body)
            assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
    async def test_only_owners_see_and_change_staff(self, mall: Mall, role: Role) -> None:
        owner = await mall.owner()
        hand, other = await hire(mall, owner, role), await hire(mall, owner, "service")
        invitation, _ = await invite(mall, owner, "x@studio.example", "service")
        for method, path, body in (
            ("GET", "/staff", None),
            ("POST", "/staff/invitations", {"email": "y@studio.example", "role": "manager"}),
            ("DELETE", f"/staff/invitations/{invitation}", None),
            ("PUT", f"/staff/{await id_of(hand)}", {"role": "owner"}),
            ("DELETE", f"/staff/{await id_of(other)}", None),
        ):
            answer = await hand.shop(method, path, body)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), (method, path)


class TestInvitations:
    async def test_owners_are_not_made_by_mail(self, mall: Mall) -> None:
        owner = await mall.owner()
        for body in ({"email": "a@b.example", "role": "owner"}, {"email": "nobody", "role": "service"}, {}):
            assert (await owner.shop("POST", "/staff/invitations", body)).status_code == 422
        assert (await owner.shop("GET", "/staff")).json()["invitations"] == []

    async def test_a_mailbox_gets_five_an_hour(self, mall: Mall) -> None:
        owner = await mall.owner()
        wanted = {"email": "a@studio.example", "role": "service"}
        answers = [(await owner.shop("POST", "/staff/invitations", wanted)).status_code for _ in range(6)]
        assert answers == [201] * 5 + [429]

    async def test_another_account_is_told_so_and_a_withdrawn_link_is_dead(self, mall: Mall) -> None:
        owner, finder = await mall.owner(), await mall.owner()
        invitation, token = await invite(mall, owner, "a@studio.example", "service")
        answer = await finder.account("POST", "/auth/invitations/accept", {"token": token})
        assert (answer.status_code, answer.json()["code"]) == (403, "invitation_not_yours")
        assert "a@studio" not in answer.text
        gone = await owner.shop("DELETE", f"/staff/invitations/{invitation}")
        assert gone.status_code == 204
        dead = await finder.account("POST", "/auth/invitations/accept", {"token": token})
        assert (dead.status_code, dead.json()["code"]) == (409, "link_not_valid")

    async def test_who_is_not_signed_in_is_sent_to_the_door(self, mall: Mall) -> None:
        _, token = await invite(mall, await mall.owner(), "a@studio.example", "service")
        answer = await mall.client().post("/api/console/v1/auth/invitations/accept", json={"token": token})
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
