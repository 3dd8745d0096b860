"""Reading an uploaded zip: nothing is written to disk, and a package that is not sound is refused.

Sizes are those of the files inside; WeChat's limits are 2 MB for the main package and for each sub-package,
20 MB in all. Files of the project alone (project.config.json, maps, types) do not count.
"""

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

PACKAGE_BYTES = 2 * 1024 * 1024
TOTAL_BYTES = 20 * 1024 * 1024
_MOST_FILES = 5000
_MOST_BYTES = 64 * 1024 * 1024
_UNCOUNTED = re.compile(r"project(\.private)?\.config\.json|.*\.(map|d\.ts)")


class BadPackage(Exception):
    """`reason` is one of the slugs of docs/reference/sandbox.md, `errcode` its number."""

    def __init__(self, errcode: int, reason: str, words: str) -> None:
        super().__init__(words)
        self.errcode, self.reason, self.words = errcode, reason, words


@dataclass(frozen=True, slots=True)
class Package:
    """The files by path, app.json, every page of main package and sub-packages, and sizes in bytes."""

    files: dict[str, bytes]
    app: dict[str, Any]
    pages: list[str]
    main_bytes: int
    total_bytes: int

    def json(self, path: str) -> dict[str, Any]:
        """A JSON file as an object; empty when it is absent or something else."""
        value = json.loads(self.files[path]) if path in self.files else {}
        return value if isinstance(value, dict) else {}

    def texts(self, *endings: str) -> dict[str, str]:
        """The text files with one of these endings."""
        return {
            path: raw.decode("utf-8", "replace") for path, raw in self.files.items() if path.endswith(endings)
        }


def read_package(raw: bytes) -> Package:
    """Raises BadPackage."""
    files = _unpacked(raw)
    if "app.json" not in files:
        raise BadPackage(80006, "no_app_json", "app.json is not found")
    for path, content in files.items():
        if path.endswith(".json"):
            _check_json(path, content)
    app = json.loads(files["app.json"])
    if not isinstance(app, dict):
        raise BadPackage(80007, "bad_json", "app.json: not an object")
    roots = _sub_packages(app)
    pages = [*_pages(app.get("pages")), *(f"{root}{page}" for root, inner in roots for page in inner)]
    if not _pages(app.get("pages")):
        raise BadPackage(80009, "no_pages", "app.json: pages is empty")
    for page in pages:
        if f"{page}.wxml" not in files or f"{page}.js" not in files:
            raise BadPackage(80008, "page_missing", f"app.json: {page} has no wxml or js")
    main, total = _check_sizes(files, [root for root, _ in roots])
    return Package(files, app, pages, main, total)


def _unpacked(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _MOST_BYTES:
                raise BadPackage(80005, "bad_zip", "too many or too large entries")
            for one in entries:
                parts = PurePosixPath(one.filename).parts
                if one.filename.startswith("/") or ".." in parts or "\\" in one.filename:
                    raise BadPackage(80005, "bad_zip", "an entry leads outside")
            return {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError) as broken:
        raise BadPackage(80005, "bad_zip", "the package is no zip") from broken


def _check_json(path: str, content: bytes) -> None:
    try:
        json.loads(content)
    except (ValueError, RecursionError) as broken:
        raise BadPackage(80007, "bad_json", f"{path}: {broken}") from broken


def _pages(value: object) -> list[str]:
    return [str(page) for page in value] if isinstance(value, list) else []


def _sub_packages(app: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Root (with a slash at its end) and pages of each sub-package."""
    given = app.get("subPackages") or app.get("subpackages") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise BadPackage(80007, "bad_json", "app.json: subPackages")
    return [(f"{str(one.get('root', '')).strip('/')}/", _pages(one.get("pages"))) for one in given]


def _check_sizes(files: dict[str, bytes], roots: list[str]) -> tuple[int, int]:
    sizes = dict.fromkeys(["", *roots], 0)
    for path, content in files.items():
        if _UNCOUNTED.fullmatch(path) is None:
            home = next((root for root in roots if path.startswith(root)), "")
            sizes[home] += len(content)
    total = sum(sizes.values())
    for root, size in sizes.items():
        if size > PACKAGE_BYTES:
            name = root.rstrip("/") or "main package"
            words = f"{name} source size {size // 1024}KB exceed max limit 2MB"
            raise BadPackage(80051, "subpackage_too_big" if root else "main_too_big", words)
    if total > TOTAL_BYTES:
        words = f"source size {total // 1024}KB exceed max limit 20MB"
        raise BadPackage(80051, "total_too_big", words)
    return sizes[""], total
