"""Categories and the media library over HTTP."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from PIL import Image

from tests.factories.database import TestDatabase
from tests.modules.catalog.counter import client_of, console_app
from tests.modules.catalog.shelves import SHOP, Runner, open_units, plain
from xiaopu.infra.storage import LocalFolder
from xiaopu.modules.catalog.api import create_goods
from xiaopu.modules.catalog.http.console import CONSOLE_ROUTES
from xiaopu.modules.catalog.http.storefront import PUBLIC_ROUTES

Desk = Callable[..., Any]


def picture(size: tuple[int, int] = (900, 600), kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (180, 60, 40)).save(target, kind)
    return target.getvalue()


@pytest.fixture
def desk(database: TestDatabase, tmp_path: Path) -> Desk:
    @asynccontextmanager
    async def opened() -> AsyncIterator[tuple[AsyncClient, Any]]:
        units = open_units(database)
        store = LocalFolder(tmp_path / "media", clock=database.clock)
        app = console_app(units, store, CONSOLE_ROUTES)
        for route in PUBLIC_ROUTES:
            app.register(route)
        async with client_of(app) as client:
            yield client, units
        await units.close()

    return opened


class TestCategories:
    def test_three_levels_renamed_moved_and_removed(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, units):

                async def add(name: str, parent: str | None = None) -> Any:
                    body = {"name": name} | ({"parent_id": parent} if parent else {})
                    return await client.post("/categories", json=body)

                top = (await add("家居")).json()["items"][0]["id"]
                second = (await add("厨房", top)).json()["items"][0]["children"][0]["id"]
                tree = (await add("杯子", second)).json()["items"]
                third = tree[0]["children"][0]["children"][0]["id"]
                too_deep = await add("马克杯", third)
                assert (too_deep.status_code, too_deep.json()["code"]) == (422, "category_too_deep")
                twice = await add("厨房", top)
                assert (twice.status_code, twice.json()["code"]) == (409, "category_name_taken")
                other = (await add("户外")).json()["items"][1]["id"]
                into_itself = await client.put(
                    f"/categories/{top}", json={"name": "家居", "parent_id": third}
                )
                assert into_itself.json()["code"] == "category_too_deep"
                below_other = await client.put(
                    f"/categories/{top}", json={"name": "家居", "parent_id": other}
                )
                assert below_other.json()["code"] == "category_too_deep"
                moved = await client.put(f"/categories/{second}", json={"name": "厨具", "parent_id": other})
                assert [
                    (one["name"], [child["name"] for child in one["children"]])
                    for one in moved.json()["items"]
                ] == [
                    ("家居", []),
                    ("户外", ["厨具"]),
                ]
                goods_id = await units.write(SHOP, create_goods, plain(category_id=third))
                full = await client.delete(f"/categories/{third}")
                assert (full.status_code, full.json()["code"]) == (409, "category_not_empty")
                assert (await client.delete(f"/categories/{other}")).status_code == 409
                assert (await client.delete(f"/categories/{top}")).status_code == 204
                assert (await client.delete(f"/categories/{top}")).status_code == 404
                assert goods_id

        run(story())


class TestMedia:
    def test_an_upload_is_written_anew_and_served_for_ever(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                odd_name = {"file": ("../../evil.php", picture(), "text/html")}
                answer = await client.post("/media", files=odd_name)
                assert answer.status_code == 201
                media = answer.json()
                assert (media["width"], media["height"]) == (900, 600)
                assert "evil" not in media["url"]
                served = await client.get(f"http://mall{media['url']}")
                assert (served.status_code, served.headers["content-type"]) == (200, "image/webp")
                assert served.headers["x-content-type-options"] == "nosniff"
                assert served.headers["cache-control"] == "public, max-age=31536000, immutable"
                assert len(served.content) == media["bytes"]
                assert Image.open(io.BytesIO(served.content)).format == "WEBP"
                again = await client.get(
                    f"http://mall{media['url']}", headers={"If-None-Match": served.headers["etag"]}
                )
                assert (again.status_code, again.content) == (304, b"")
                small = await client.get(f"http://mall{media['thumb_url']}")
                assert Image.open(io.BytesIO(small.content)).size == (400, 267)
                assert (await client.get("/media")).json()["items"] == [media]

        run(story())

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"<html><script>alert(1)</script>", "not_a_picture"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
            (b"%PDF-1.7", "not_a_picture"),
            (b"", "not_a_picture"),
            (picture()[:200], "picture_broken"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, desk: Desk, run: Runner, content: bytes, code: str) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.post("/media", files={"file": ("a.png", content, "image/png")})
                assert (answer.status_code, answer.json()["code"]) == (422, code)
                assert (await client.get("/media")).json()["items"] == []

        run(story())

    def test_a_polyglot_loses_its_tail(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                tail = b"<script>alert(1)</script>"
                media = (await client.post("/media", files={"file": ("a.jpg", picture() + tail)})).json()
                assert tail not in (await client.get(f"http://mall{media['url']}")).content

        run(story())

    @pytest.mark.parametrize(
        "key",
        [
            "../../etc/passwd",
            "%2e%2e/%2e%2e/etc/passwd",
            "/etc/passwd",
            "a.webp",
            "..%5c..%5cx.webp",
            "x%00.webp",
        ],
    )
    def test_only_keys_of_ours_are_there(self, desk: Desk, run: Runner, key: str) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.get(f"http://mall/media/{key}")
                assert answer.status_code == 404

        run(story())

    def test_the_neutral_picture_is_there_for_everybody(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.get("http://mall/media/neutral.webp")
                assert Image.open(io.BytesIO(answer.content)).size == (800, 800)

        run(story())

    def test_no_file_or_another_field_is_422(self, desk: Desk, run: Runner) -> None:
        async def story() -> None:
            async with desk() as (client, _units):
                answer = await client.post("/media", files={"other": ("a.png", picture())})
                assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")

        run(story())
