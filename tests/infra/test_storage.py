"""The object store on a local folder, with the cases U2 and U3 of the reliability list."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.open_unit import OPEN_UNIT, NetworkInUnit
from xiaopu.infra.storage import LocalFolder, ObjectMissing, ObjectStore, new_key

T = TypeVar("T")
NOW = datetime(2026, 3, 9, 1, 2, 3, tzinfo=UTC)
KEY = "shop1/26/03/" + "ab" * 16 + ".webp"

TRAVERSALS = [
    "../secret.txt",
    "..",
    "/etc/passwd",
    "shop1/../../secret.txt",
    "shop1/26/03/../../../../secret.txt",
    "",
    ".",
    "shop1",
    "..\\secret.txt",
    "%2e%2e/secret.txt",
    "shop1/26/03/%2e%2e",
    "shop1/26/03/a.php.",
    KEY + "\x00",
    KEY + "\n",
    KEY + "/",
    "/" + KEY,
    KEY.replace("shop1", ".."),
    KEY.replace("shop1", "sh/op"),
    KEY.replace(".webp", ".php.webp"),
    KEY.replace("ab", "AB"),
    "./" + KEY,
    KEY.replace("shop1", "店"),
    KEY.replace("shop1", "-rf"),
    KEY.replace("26", "２６"),
    KEY.replace("/", "//"),
    KEY + ".part",
    "a" * 5000,
]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


@pytest.fixture
def store(tmp_path: Path) -> LocalFolder:
    (tmp_path / "secret.txt").write_text("canary", encoding="utf-8")
    return LocalFolder(tmp_path / "files", clock=lambda: NOW)


async def pieces(store: ObjectStore, key: str) -> list[bytes]:
    return [piece async for piece in store.open(key)]


class TestPut:
    def test_gives_a_key_of_our_making_and_keeps_the_bytes(self, store: LocalFolder, tmp_path: Path) -> None:
        key = run(store.put("shop1", "webp", b"picture"))
        assert re.fullmatch(r"shop1/26/03/[0-9a-f]{32}\.webp", key)
        assert (tmp_path / "files" / key).read_bytes() == b"picture"
        assert run(store.read(key)) == b"picture"
        assert run(store.exists(key)) is True
        assert [path.name for path in (tmp_path / "files/shop1/26/03").iterdir()] == [key.rpartition("/")[2]]

    @settings(max_examples=25, deadline=None)
    @given(content=st.binary(max_size=2000))
    def test_any_bytes_come_back(self, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
        store = LocalFolder(tmp_path_factory.mktemp("store"), clock=lambda: NOW)
        assert run(store.read(run(store.put("s", "bin", content)))) == content

    def test_large_content_is_read_in_pieces(self, store: LocalFolder) -> None:
        key = run(store.put("shop1", "zip", b"x" * 600_000))
        assert [len(piece) for piece in run(pieces(store, key))] == [262_144, 262_144, 75_712]

    def test_the_same_bytes_twice_are_two_objects(self, store: LocalFolder) -> None:
        assert run(store.put("shop1", "webp", b"a")) != run(store.put("shop1", "webp", b"a"))

    @pytest.mark.parametrize(
        ("shop", "extension"),
        [
            ("..", "webp"),
            ("", "webp"),
            ("a/b", "webp"),
            ("a", "../x"),
            ("a", ""),
            ("a", "PHP"),
            ("a", "web p"),
        ],
    )
    def test_a_part_that_could_leave_the_folder_is_refused(
        self, store: LocalFolder, tmp_path: Path, shop: str, extension: str
    ) -> None:
        with pytest.raises(ValueError, match="not a shop id"):
            run(store.put(shop, extension, b"x"))
        assert not (tmp_path / "files").exists()

    def test_a_failed_write_leaves_nothing(self, tmp_path: Path) -> None:
        store = LocalFolder(tmp_path, clock=lambda: NOW, random_bytes=bytes)
        blocked = tmp_path / new_key("shop1", "webp", now=NOW, random_bytes=bytes)
        blocked.mkdir(parents=True)
        (blocked / "full").touch()
        with pytest.raises(OSError, match="irectory"):
            run(store.put("shop1", "webp", b"x"))
        assert [path.name for path in blocked.parent.iterdir()] == [blocked.name]


class TestKeysFromOutside:
    @pytest.mark.parametrize("key", TRAVERSALS)
    def test_are_simply_not_there(self, store: LocalFolder, tmp_path: Path, key: str) -> None:
        run(store.put("shop1", "webp", b"x"))
        for call in (store.read, lambda k: pieces(store, k)):
            with pytest.raises(ObjectMissing) as refused:
                run(call(key))
            assert (refused.value.status, refused.value.code, refused.value.data) == (
                404,
                "file_not_found",
                {},
            )
        assert run(store.exists(key)) is False
        run(store.delete(key))
        assert (tmp_path / "secret.txt").read_text(encoding="utf-8") == "canary"

    def test_links_lead_nowhere(self, store: LocalFolder, tmp_path: Path) -> None:
        key = run(store.put("shop1", "webp", b"x"))
        file = tmp_path / "files" / key
        file.unlink()
        file.symlink_to(tmp_path / "secret.txt")
        with pytest.raises(ObjectMissing):
            run(store.read(key))
        outside = tmp_path / "outside/26/03"
        outside.mkdir(parents=True)
        (outside / file.name).write_bytes(b"canary")
        (tmp_path / "files/linked").symlink_to(tmp_path / "outside")
        with pytest.raises(ObjectMissing):
            run(store.read(f"linked/26/03/{file.name}"))


class TestDelete:
    def test_twice_is_once(self, store: LocalFolder) -> None:
        key = run(store.put("shop1", "webp", b"x"))
        run(store.delete(key))
        run(store.delete(key))
        assert run(store.exists(key)) is False
        with pytest.raises(ObjectMissing):
            run(store.read(key))


class TestInsideAUnit:
    @pytest.mark.parametrize("call", [lambda s: s.put("shop1", "webp", b"x"), lambda s: s.delete(KEY)])
    def test_writes_are_refused(
        self, store: LocalFolder, tmp_path: Path, call: Callable[[LocalFolder], Coroutine[Any, Any, Any]]
    ) -> None:
        token = OPEN_UNIT.set(True)
        try:
            with pytest.raises(NetworkInUnit):
                run(call(store))
        finally:
            OPEN_UNIT.reset(token)
        assert not (tmp_path / "files").exists()
