"""The tenant matrix covers the document: a route without a row, an id that nobody tries, an open door that
nobody reviewed fail the build here, without running the matrix (that is F12 of `python -m proofs`).
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from litestar import Litestar, get
from litestar.params import FromPath

from proofs.f12_tenant_matrix import gaps_of
from proofs.matrix.document import TENANT_PLACES, operations_of
from proofs.matrix.recipe import Thing, Who, fill
from proofs.matrix.table import DOORS, EXEMPT, ROWS
from xiaopu.entrypoints.asgi import create_app
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.settings import initialise, load

pytestmark = pytest.mark.anyio

NEW = "/api/console/v1/shops/{shop_id:str}/coupons/{coupon_id:str}"


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Litestar]:
    initialise(tmp_path, {})
    house = House(load(tmp_path, {}))
    yield create_app(house)
    await house.close()


class TestCoverage:
    async def test_the_table_is_the_document(self, app: Litestar) -> None:
        assert gaps_of(app) == []
        assert sorted(ROWS) == sorted(operation.id for operation in operations_of(app))

    async def test_a_route_without_a_row_fails_the_build(self, app: Litestar) -> None:
        @get(NEW)
        async def show_coupon(shop_id: FromPath[str], coupon_id: FromPath[str]) -> dict[str, str]:
            return {"shop": shop_id, "coupon": coupon_id}

        app.register(show_coupon)
        [gap] = gaps_of(app)
        assert "/coupons/{coupon_id}" in gap
        assert "has no row" in gap

    async def test_a_hidden_route_without_a_review_fails_the_build(self, app: Litestar) -> None:
        @get("/debug/pay", include_in_schema=False)
        async def mark_paid() -> None:
            """What no release may have."""

        app.register(mark_paid)
        assert gaps_of(app) == ["GET /debug/pay is open and not reviewed"]

    async def test_an_id_that_nobody_tries_fails_the_build(self, app: Litestar) -> None:
        at = "ApiStorefrontV1SlugOrdersPlace"
        [operation] = [one for one in operations_of(app) if one.id == at]
        tried = ROWS[at].things().keys() | TENANT_PLACES
        assert set(operation.places) <= tried
        without = {place: thing for place, thing in ROWS[at].things().items() if place != "body.address_id"}
        assert set(operation.places) - without.keys() - TENANT_PLACES == {"body.address_id"}

    async def test_every_leniency_says_why(self, app: Litestar) -> None:
        places = {operation.id: operation.places for operation in operations_of(app)}
        for name, row in ROWS.items():
            assert (row.who in (Who.PUBLIC, Who.VISITOR)) == bool(row.public), name
            assert row.tolerates.keys() <= row.things().keys(), name
            assert all(len(reason) > 20 for reason in row.tolerates.values()), name
        assert all(place in places[operation] for operation, place in EXEMPT)
        assert all(len(reason) > 10 for reason in (*EXEMPT.values(), *DOORS.values()))

    async def test_desk_operations_name_a_permission(self, app: Litestar) -> None:
        at_the_desk = [one for one in operations_of(app) if ROWS[one.id].who is Who.STAFF]
        assert [one.id for one in at_the_desk if not one.permission] == []


class TestFill:
    async def test_puts_another_id_in_one_place_alone(self) -> None:
        row = ROWS["ApiStorefrontV1SlugOrdersOrderIdReviewsPostReviews"]
        things = {"order.to_review": "o" * 20, "bought.to_review": "l" * 20}
        asked = fill(row, things, instead={"body.items.line_id": "x" * 20})
        assert asked.path == {"order_id": "o" * 20}
        assert asked.body["items"][0]["line_id"] == "x" * 20

    async def test_knows_what_is_a_members(self) -> None:
        assert Thing("order.to_pay").is_a_members
        assert not Thing("goods.plain").is_a_members
