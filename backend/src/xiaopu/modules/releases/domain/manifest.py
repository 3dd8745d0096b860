"""app.json as far as we read it: pages, packages, tabs. Pure."""

from collections.abc import Mapping
from typing import Any

import msgspec

from xiaopu.modules.releases.domain.texts import text_of

Tree = dict[str, Any]


class Manifest(msgspec.Struct, frozen=True):
    """Full paths of pages by package root (`""` is the main package), and what else names files."""

    pages: dict[str, tuple[str, ...]]
    tabs: tuple[str, ...]
    icons: tuple[str, ...]
    components: dict[str, str]
    private_infos: frozenset[str]
    lazy: bool

    @property
    def all_pages(self) -> list[str]:
        return [page for group in self.pages.values() for page in group]

    @property
    def first_page(self) -> str:
        main = self.pages.get("", ())
        return main[0] if main else ""


def tree_of(content: bytes) -> Tree | None:
    """A JSON object, or None for anything else."""
    try:
        value = msgspec.json.decode(text_of(content)[0].encode())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def read_manifest(files: Mapping[str, bytes]) -> Manifest | None:
    """What app.json says; odd values are passed over. None without a readable app.json."""
    tree = tree_of(files.get("app.json", b""))
    if tree is None:
        return None
    pages: dict[str, tuple[str, ...]] = {"": tuple(_words(tree.get("pages")))}
    for group in _objects(tree.get("subPackages") or tree.get("subpackages")):
        root = _clean(group.get("root"))
        if root:
            pages[root] = tuple(f"{root}/{page}" for page in _words(group.get("pages")))
    tab_bar = tree.get("tabBar")
    tabs = _objects(tab_bar.get("list")) if isinstance(tab_bar, dict) else []
    return Manifest(
        pages=pages,
        tabs=tuple(_clean(tab.get("pagePath")) for tab in tabs),
        icons=tuple(
            _clean(tab[name])
            for tab in tabs
            for name in ("iconPath", "selectedIconPath")
            if isinstance(tab.get(name), str)
        ),
        components=component_links(tree),
        private_infos=frozenset(_words(tree.get("requiredPrivateInfos"))),
        lazy=tree.get("lazyCodeLoading") == "requiredComponents",
    )


def component_links(tree: Tree) -> dict[str, str]:
    """usingComponents of a page, a component or the app: tag to path."""
    links = tree.get("usingComponents")
    if not isinstance(links, dict):
        return {}
    return {str(tag): path for tag, path in links.items() if isinstance(path, str)}


def resolved(owner: str, path: str) -> str:
    """A component's path from the file that names it, without an ending."""
    if path.startswith("/"):
        return _clean(path)
    parts = owner.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _words(value: object) -> list[str]:
    return [_clean(one) for one in value if isinstance(one, str) and one] if isinstance(value, list) else []


def _objects(value: object) -> list[Tree]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _clean(value: object) -> str:
    return value.strip("/") if isinstance(value, str) else ""
