"""Zips of packages: opened with suspicion, made the same way each time. CPU only; call it in a thread."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from xiaopu.modules.releases.domain.manifest import tree_of
from xiaopu.modules.releases.errors import ArchiveRefused

MOST_ZIP_BYTES = 20 * 1024 * 1024
MOST_FILES = 5000
MOST_FILE_BYTES = 10 * 1024 * 1024
# More than WeChat takes, so that the audit can say by how much it is too large.
MOST_TOTAL_BYTES = 40 * 1024 * 1024
LONGEST_PATH = 200
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", ".git/", "node_modules/")
_BAD_LETTERS = frozenset('\\:*?"<>|\0')
_WHEN = (1980, 1, 1, 0, 0, 0)
_CHUNK = 64 * 1024


def unpack(content: bytes) -> dict[str, bytes]:
    """{path: content} of a zip whose root, or whose only folder, holds app.json. Refuses `archive_refused`
    for links, paths that lead outside, bombs, doubled names, passwords, and what is no zip.
    """
    if len(content) > MOST_ZIP_BYTES:
        raise _refused("too_large", "压缩包超过 20 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError):
        raise _refused("not_a_zip", "不是完好的 zip 文件") from None
    except (OSError, ValueError, OverflowError, UnicodeError):
        raise _refused("not_a_zip", "zip 文件读不出来") from None
    return _at_root(files)


def pack(files: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same files, whatever the day."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return made.getvalue()


def read_folder(folder: Path) -> dict[str, bytes]:
    """{path: content} of a folder, under the rules of `unpack`; links are refused, never followed."""
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(_walked(folder)):
        name = path.relative_to(folder).as_posix()
        if _is_junk(name):
            continue
        if path.is_symlink():
            raise _refused("link", "文件夹里有符号链接", name)
        size = path.stat().st_size
        total += size
        _check_sizes(len(files), size, total, name)
        files[name] = path.read_bytes()
    return _at_root(files)


def _walked(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.is_file():
            yield path
        elif path.is_dir() and path.name not in ("node_modules", ".git"):
            yield from _walked(path)


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES * 2:
        raise _refused("too_many", f"文件超过 {MOST_FILES} 个")
    files: dict[str, bytes] = {}
    folded: set[str] = set()
    total = 0
    for entry in entries:
        if entry.is_dir() or _is_junk(entry.filename):
            continue
        _check_entry(entry)
        if entry.filename.casefold() in folded:
            raise _refused("doubled", "同一个文件出现了两次", entry.filename)
        folded.add(entry.filename.casefold())
        content = _content(archive, entry)
        total += len(content)
        _check_sizes(len(files), len(content), total, entry.filename)
        files[entry.filename] = content
    return files


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read in pieces, since the size in the header is only what somebody wrote there."""
    made = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(_CHUNK):
            made += piece
            if len(made) > MOST_FILE_BYTES:
                raise _refused("file_too_large", "单个文件超过 10 MB", entry.filename)
    return bytes(made)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    mode = entry.external_attr >> 16
    parts = name.split("/")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _refused("link", "压缩包里有符号链接或特殊文件", name)
    if entry.flag_bits & 0x1:
        raise _refused("locked", "压缩包有密码", name)
    if name.startswith("/") or ".." in parts or "" in parts or "." in parts:
        raise _refused("path", "文件路径指向压缩包外面", name)
    if len(name) > LONGEST_PATH or _BAD_LETTERS & set(name) or any(ord(letter) < 32 for letter in name):
        raise _refused("name", "文件名太长或含有特殊字符", name)


def _check_sizes(count: int, size: int, total: int, name: str) -> None:
    if count >= MOST_FILES:
        raise _refused("too_many", f"文件超过 {MOST_FILES} 个")
    if size > MOST_FILE_BYTES:
        raise _refused("file_too_large", "单个文件超过 10 MB", name)
    if total > MOST_TOTAL_BYTES:
        raise _refused("total_too_large", "解压后超过 40 MB")


def _at_root(files: dict[str, bytes]) -> dict[str, bytes]:
    """The mini program itself: from the folder that project.config.json names, or out of a single folder."""
    for _ in range(3):
        if "app.json" in files or not files:
            return files
        root = _named_root(files) or _only_folder(files)
        if root is None:
            return files
        files = {path[len(root) :]: content for path, content in files.items() if path.startswith(root)}
    return files


def _named_root(files: dict[str, bytes]) -> str | None:
    project = tree_of(files.get("project.config.json", b"")) or {}
    named = project.get("miniprogramRoot")
    root = f"{named.strip('./')}/" if isinstance(named, str) and named.strip("./") else None
    return root if root and f"{root}app.json" in files else None


def _only_folder(files: dict[str, bytes]) -> str | None:
    first = {path.partition("/")[0] for path in files}
    if len(first) != 1 or not all("/" in path for path in files):
        return None
    return f"{first.pop()}/"


def _is_junk(name: str) -> bool:
    return any(name.startswith(junk) or f"/{junk}" in f"/{name}" for junk in _JUNK)


def _refused(why: str, why_zh: str, name: str = "") -> ArchiveRefused:
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)[:80]
    field = {"path": "file", "code": why, "message": f"{why_zh}{f'：{shown}' if shown else ''}"}
    return ArchiveRefused(why=why, why_zh=f"{why_zh}{f'：{shown}' if shown else ''}", fields=[field])
