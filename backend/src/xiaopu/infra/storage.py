"""Where uploaded and generated files lie: a port, and its implementation on a local folder.

Keys are made here and nowhere else (``<shop>/<yy>/<mm>/<32 hex digits>.<extension>``), so no name or path
of a client ever reaches the file system; a key that is not of this form is simply not there (404), like one
whose file is gone.

The port takes and gives bytes and streams and knows no path, so that a bucket (obstore) can stand behind
it: ``put`` is one PUT, ``open`` a streamed GET, and "whole or not at all" is what both give.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.kernel.errors import NotFound

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}/[0-9]{2}/[0-9]{2}/[0-9a-f]{32}\.[a-z0-9]{1,8}")
_SHOP: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_EXTENSION: Final = re.compile(r"[a-z0-9]{1,8}")
_CHUNK: Final = 256 * 1024
_RANDOM_BYTES: Final = 16


def is_picture_of(shop_id: str, key: str) -> bool:
    """Whether `key` has the form of a picture that this shop keeps; another shop's has not."""
    return _KEY.fullmatch(key) is not None and key.startswith(f"{shop_id}/") and key.endswith(".webp")


class ObjectMissing(NotFound):
    """No such object: deleted, never there, or not a key of ours; the three are not told apart."""

    code = "file_not_found"
    zh = "文件不存在"
    en = "There is no such file."


class ObjectStore(Protocol):
    """A store of whole, unchangeable objects. ``put`` and ``delete`` refuse to run while a unit of work is
    open.
    """

    async def put(self, shop_id: str, extension: str, content: bytes) -> str:
        """Store `content` under a new key of that shop and give the key; it is there whole or not at all."""

    async def read(self, key: str) -> bytes:
        """The whole content; raises ObjectMissing."""

    def open(self, key: str) -> AsyncIterator[bytes]:
        """The content in pieces of up to 256 KiB; raises ObjectMissing before the first."""

    async def exists(self, key: str) -> bool:
        """Whether ``read`` would find something."""

    async def delete(self, key: str) -> None:
        """Remove it; what is not there is already removed."""


class LocalFolder:
    """Objects as files below `root`. Every call runs in a thread; a write is on the disk when ``put``
    returns.

    A file is written beside its place and moved there, so a reader never sees half of it; a crash can leave
    a ``.part`` file.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._root = root.resolve()
        self._clock = clock
        self._random_bytes = random_bytes

    async def put(self, shop_id: str, extension: str, content: bytes) -> str:
        """See ObjectStore. ValueError for a shop or extension that can't be part of a key."""
        refuse_network_in_unit("a write to the file store")
        key = new_key(shop_id, extension, now=self._clock(), random_bytes=self._random_bytes)
        await asyncio.to_thread(_write_whole, self._root / key, content)
        return key

    async def read(self, key: str) -> bytes:
        """See ObjectStore."""
        return await asyncio.to_thread(_read_whole, self._path(key))

    async def open(self, key: str) -> AsyncIterator[bytes]:
        """See ObjectStore."""
        descriptor = await asyncio.to_thread(_opened, self._path(key))
        try:
            while piece := await asyncio.to_thread(os.read, descriptor, _CHUNK):
                yield piece
        finally:
            os.close(descriptor)

    async def exists(self, key: str) -> bool:
        """See ObjectStore."""
        try:
            path = self._path(key)
        except ObjectMissing:
            return False
        return await asyncio.to_thread(path.is_file)

    async def delete(self, key: str) -> None:
        """See ObjectStore."""
        refuse_network_in_unit("a removal from the file store")
        with suppress(ObjectMissing):
            await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ObjectMissing
        path = self._root / key
        # A folder that somebody replaced by a link must not lead out of the root.
        if not path.parent.resolve().is_relative_to(self._root):
            raise ObjectMissing
        return path


def new_key(
    shop_id: str,
    extension: str,
    *,
    now: datetime,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> str:
    """A key that can't be guessed (128 random bits); ValueError for a shop or extension that can't be part
    of one.
    """
    if not _SHOP.fullmatch(shop_id) or not _EXTENSION.fullmatch(extension):
        raise ValueError("not a shop id or a file extension that a key can hold")
    return f"{shop_id}/{now:%y}/{now:%m}/{random_bytes(_RANDOM_BYTES).hex()}.{extension}"


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        raise ObjectMissing from None


def _read_whole(path: Path) -> bytes:
    with os.fdopen(_opened(path), "rb") as file:
        return file.read()
