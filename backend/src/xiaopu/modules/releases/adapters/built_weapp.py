"""`WeappBuild` over the folder of clients: beside the sources in a checkout, else by `server.clients`."""

import asyncio
from pathlib import Path

from xiaopu.modules.releases.errors import ArchiveRefused, NotStampedHere, SourceNotHere
from xiaopu.modules.releases.flows.archives import read_folder

_BUILT = Path("miniprogram/dist/build/mp-weixin")
_SOURCE = Path("miniprogram")
_NOT_SOURCE = frozenset({"node_modules", "dist", "unpackage", "coverage", ".git", ".vite", "screenshots"})
_SECRET_ENDINGS = (".pem", ".key", ".p12", ".pfx")
_MOST_SOURCE_BYTES = 2 * 1024 * 1024


class BuiltWeapp:
    """Read anew each time: a release that is put in place is used at once."""

    def __init__(self, clients: Path) -> None:
        self._clients = clients

    async def built(self) -> dict[str, bytes]:
        """See `WeappBuild`."""
        folder = self._clients / _BUILT
        if not (folder / "app.json").is_file():
            raise NotStampedHere(why="clients/miniprogram/dist/build/mp-weixin")
        try:
            return await asyncio.to_thread(read_folder, folder)
        except (ArchiveRefused, OSError) as trouble:
            raise NotStampedHere(why=type(trouble).__name__) from trouble

    async def source(self) -> dict[str, bytes]:
        """See `WeappBuild`."""
        folder = self._clients / _SOURCE
        if not (folder / "package.json").is_file() or not (folder / "src").is_dir():
            raise SourceNotHere
        return await asyncio.to_thread(_source_files, self._clients)


def _source_files(clients: Path) -> dict[str, bytes]:
    """The mini program's own files and the generated API client that it imports, without keys and results."""
    files: dict[str, bytes] = {}
    for name in ("miniprogram", "api"):
        files |= {f"{name}/{path}": content for path, content in _below(clients / name)}
    return files


def _below(folder: Path) -> list[tuple[str, bytes]]:
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if _NOT_SOURCE & set(parts) or path.is_symlink() or not path.is_file():
            continue
        name = path.name
        secret = name.startswith(".env") or name.endswith(_SECRET_ENDINGS)
        if not secret and path.stat().st_size <= _MOST_SOURCE_BYTES:
            found.append(("/".join(parts), path.read_bytes()))
    return found
