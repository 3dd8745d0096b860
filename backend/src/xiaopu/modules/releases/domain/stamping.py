"""One prebuilt package, stamped for one shop: `config/stamp.js`, the AppID, the window's title, the theme,
and for the profile `showcase` no cart, order or payment page. Pure: {path: content} in and out.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from xiaopu.modules.releases.domain.manifest import Tree, component_links, resolved, tree_of
from xiaopu.modules.releases.domain.private_apis import NEED_APP_JSON, private_uses

STAMP_FILE, APP_FILE, PROJECT_FILE = "config/stamp.js", "app.json", "project.config.json"
PROFILES_FILE = "config/profiles.json"
MOST_TITLE = 12
_ENDINGS = (".js", ".json", ".wxml", ".wxss", ".wxs")


class Profile(StrEnum):
    """What the mini program is: a mall, or a showcase for subjects that WeChat lets sell nothing."""

    MALL = "mall"
    SHOWCASE = "showcase"


class Theme(msgspec.Struct, frozen=True):
    """An accent of the shop's own, `#RRGGBB`, or the house's when empty."""

    accent: str = ""


class Stamp(msgspec.Struct, frozen=True):
    """What tells one shop's package from another's; nothing in it is secret."""

    api_base: str
    slug: str
    appid: str
    version: str
    profile: Profile
    beacon: str
    theme: Theme = Theme()


class NotStampable(ValueError):
    """The prebuilt package is not one of ours, or has no such profile; the words say which."""


class _Drops(msgspec.Struct, frozen=True):
    drop_pages: tuple[str, ...] = ()
    drop_packages: tuple[str, ...] = ()


def stamped(files: Mapping[str, bytes], stamp: Stamp, *, title: str) -> dict[str, bytes]:
    """The shop's package. Raises NotStampable."""
    app = tree_of(files.get(APP_FILE, b""))
    if app is None or STAMP_FILE not in files:
        raise NotStampable("app.json or config/stamp.js is missing")
    made = dict(files)
    drops = _drops(files, stamp.profile)
    app = _without(app, drops)
    made = {path: content for path, content in made.items() if not _dropped(path, drops)}
    if drops != _Drops():
        made = _without_orphans(made)
    _dress(app, stamp, title)
    needed = sorted({use.api for use in private_uses(made)} & NEED_APP_JSON)
    if needed:
        app["requiredPrivateInfos"] = sorted({*needed, *_texts(app.get("requiredPrivateInfos"))})
    made[APP_FILE] = _json(app)
    made[STAMP_FILE] = stamp_script(stamp)
    project = tree_of(files.get(PROJECT_FILE, b"{}")) or {}
    made[PROJECT_FILE] = _json(project | {"appid": stamp.appid, "compileType": "miniprogram"})
    made.pop(PROFILES_FILE, None)
    return made


def stamp_script(stamp: Stamp) -> bytes:
    """`config/stamp.js`, as the client's own script writes it. JSON is a literal that no text can leave."""
    text = msgspec.json.encode(stamp).decode().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'"use strict";\nexports.stamp = {text};\n'.encode()


def _drops(files: Mapping[str, bytes], profile: Profile) -> _Drops:
    if profile is Profile.MALL:
        return _Drops()
    try:
        profiles = msgspec.json.decode(files.get(PROFILES_FILE, b""), type=dict[str, _Drops])
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise NotStampable("config/profiles.json is missing or unreadable") from None
    if profile not in profiles:
        raise NotStampable(f"config/profiles.json knows no profile {profile}")
    return profiles[profile]


def _dropped(path: str, drops: _Drops) -> bool:
    if any(path.startswith(f"{root.strip('/')}/") for root in drops.drop_packages):
        return True
    stem = path.rpartition(".")[0]
    return stem in {page.strip("/") for page in drops.drop_pages} and path.endswith(_ENDINGS)


def _without(app: Tree, drops: _Drops) -> Tree:
    """app.json without the dropped pages, their tabs, and what would be loaded ahead for them."""
    roots = {root.strip("/") for root in drops.drop_packages}
    gone = {page.strip("/") for page in drops.drop_pages}
    made = dict(app)
    made["pages"] = [page for page in _texts(app.get("pages")) if page not in gone]
    for name in ("subPackages", "subpackages"):
        if isinstance(app.get(name), list):
            made[name] = [
                _package(one, gone) for one in app[name] if str(one.get("root", "")).strip("/") not in roots
            ]
    tab_bar = app.get("tabBar")
    if isinstance(tab_bar, dict):
        tabs = [tab for tab in tab_bar.get("list", []) if tab.get("pagePath") not in gone]
        made["tabBar"] = tab_bar | {"list": tabs}
        if len(tabs) < 2:
            del made["tabBar"]
    rules = app.get("preloadRule")
    if isinstance(rules, dict):
        made["preloadRule"] = _preloads(rules, gone, roots)
    return made


def _package(package: Tree, gone: Collection[str]) -> Tree:
    root = str(package.get("root", "")).strip("/")
    return package | {
        "pages": [page for page in _texts(package.get("pages")) if f"{root}/{page}" not in gone]
    }


def _preloads(rules: Tree, gone: Collection[str], roots: Collection[str]) -> Tree:
    kept: Tree = {}
    for page, rule in rules.items():
        packages = [one for one in _texts(rule.get("packages")) if one.strip("/") not in roots]
        inside = any(page.startswith(f"{root}/") for root in roots)
        if packages and page not in gone and not inside:
            kept[page] = rule | {"packages": packages}
    return kept


def _without_orphans(files: dict[str, bytes]) -> dict[str, bytes]:
    """Components that only the dropped pages used go too: a showcase must hold no cart or checkout at all."""
    linked: set[str] = set()
    known = {path.rpartition(".")[0] for path in files if path.endswith(".json")}
    for path, content in files.items():
        if path.endswith(".json"):
            linked |= {resolved(path, link) for link in component_links(tree_of(content) or {}).values()}
    orphans = {
        stem for stem in known - linked if (tree_of(files[f"{stem}.json"]) or {}).get("component") is True
    }
    if not orphans:
        return files
    kept = {
        path: content
        for path, content in files.items()
        if path.rpartition(".")[0] not in orphans or not path.endswith(_ENDINGS)
    }
    return _without_orphans(kept)


def _dress(app: Tree, stamp: Stamp, title: str) -> None:
    window = app.get("window")
    app["window"] = (window if isinstance(window, dict) else {}) | {
        "navigationBarTitleText": title[:MOST_TITLE]
    }
    accent = stamp.theme.accent
    if accent and isinstance(app.get("tabBar"), dict):
        app["tabBar"] = app["tabBar"] | {"selectedColor": accent}


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
