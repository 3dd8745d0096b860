"""Small packages for tests, and zips of every kind."""

import io
import zipfile
from collections.abc import Mapping

import msgspec

from xiaopu.modules.releases.domain.stamping import Profile, Stamp

STAMP = Stamp(
    api_base="https://mall.example.com",
    slug="tea",
    appid="wx0123456789abcdef",
    version="1.0.0",
    profile=Profile.MALL,
    beacon="b" * 32,
)
PROFILES = {"showcase": {"drop_pages": ["pages/cart/index"], "drop_packages": ["pages-order"]}}
SHELL_PAGES = {
    "": ["pages/home/index", "pages/cart/index", "pages/goods/index"],
    "pages-order": ["checkout/index", "list/index"],
    "pages-shop": ["service/index", "licence/index", "text/index"],
    "pages-member": ["settings/index"],
}


def package(**changes: bytes) -> dict[str, bytes]:
    """A sound package of nine pages; `changes` add or replace files, dots for slashes are not needed."""
    groups = [{"root": root, "pages": pages} for root, pages in SHELL_PAGES.items() if root]
    app = {
        "pages": SHELL_PAGES[""],
        "subPackages": groups,
        "window": {"navigationBarTitleText": "商城"},
        "tabBar": {
            "list": [{"pagePath": page, "text": "x"} for page in ("pages/home/index", "pages/cart/index")]
        },
        "preloadRule": {"pages/goods/index": {"packages": ["pages-order"]}},
    }
    files = {
        "app.json": msgspec.json.encode(app),
        "app.js": b"App({})",
        "config/stamp.js": b'"use strict";\nexports.stamp = {};\n',
        "config/profiles.json": msgspec.json.encode(PROFILES),
        "project.config.json": b'{"appid":"touristappid"}',
    }
    everything = [
        *SHELL_PAGES[""],
        *(f"{root}/{page}" for root, pages in SHELL_PAGES.items() if root for page in pages),
    ]
    for page in everything:
        files |= {f"{page}.js": b"Page({})", f"{page}.wxml": b"<view/>", f"{page}.json": b"{}"}
    links = ", ".join(f"'/{page}'" for page in everything)
    return files | {"router.js": f"const all = [{links}]".encode()} | changes


def zipped(files: Mapping[str, bytes], *, mode: int = 0o644 << 16) -> bytes:
    """A plain zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = mode
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()
