"""Whether a package holds together: pages, components, icons, sizes, unused pages. Pure."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from xiaopu.modules.releases.domain.findings import CodeFinding, Rule, Severity, finding
from xiaopu.modules.releases.domain.manifest import Manifest, component_links, resolved, tree_of
from xiaopu.modules.releases.domain.texts import CODE, VIEWS, texts_of

KIB = 1024
MIB = 1024 * KIB
# WeChat's limits (developers.weixin.qq.com 分包加载): 2 MB a package, 20 MB in all (30 MB for some kinds).
MAIN_MOST = PACKAGE_MOST = 2 * MIB
TOTAL_MOST = 20 * MIB
# Ours: a phone on a train should open the mall within three seconds.
MAIN_WISH = 1536 * KIB
ICON_MOST = 40 * KIB
PICTURE_WISH = 200 * KIB

RULES: Mapping[str, Rule] = {
    "structure.no_app": Rule(
        Severity.ERROR,
        "缺少可读的 app.json",
        "There is no readable app.json",
        "请上传构建后的小程序目录（里面直接有 app.json、app.js）",
        "Upload the built mini program: the folder that holds app.json and app.js",
    ),
    "structure.broken_json": Rule(
        Severity.ERROR,
        "不是合法的 JSON",
        "Not valid JSON",
        "修正语法后重新构建（JSON 里不能有注释和多余的逗号）",
        "Mend the syntax: no comments, no trailing commas",
    ),
    "structure.no_pages": Rule(
        Severity.ERROR,
        "app.json 没有登记任何页面",
        "app.json names no page",
        "至少登记一个首页",
        "Name a home page",
    ),
    "structure.page_missing": Rule(
        Severity.ERROR,
        "页面 {what} 登记了但文件不全",
        "The page {what} is named, and its files are not all there",
        "补上 .js、.wxml 文件，或从 app.json 里删掉这个页面",
        "Add its .js and .wxml, or take it out of app.json",
    ),
    "structure.component_missing": Rule(
        Severity.ERROR,
        "组件 {what} 不存在",
        "The component {what} does not exist",
        "补上组件文件，或删掉 usingComponents 里的引用",
        "Add the component or drop it from usingComponents",
    ),
    "structure.tab_not_page": Rule(
        Severity.ERROR,
        "底部标签 {what} 不是主包里的页面",
        "The tab {what} is no page of the main package",
        "标签页必须登记在 app.json 的 pages 里",
        "A tab must be in pages of app.json",
    ),
    "structure.tab_count": Rule(
        Severity.ERROR,
        "底部标签有 {what} 个，微信要求 2 到 5 个",
        "There are {what} tabs; WeChat wants 2 to 5",
        "调整 tabBar.list，或去掉 tabBar",
        "Change tabBar.list or drop tabBar",
    ),
    "structure.icon_missing": Rule(
        Severity.ERROR,
        "标签图标 {what} 不存在",
        "The tab icon {what} is missing",
        "补上图标文件",
        "Add the icon",
    ),
    "structure.icon_large": Rule(
        Severity.ERROR,
        "标签图标 {what} 超过 40 KB",
        "The tab icon {what} is larger than 40 KB",
        "压缩到 40 KB 以内",
        "Make it smaller than 40 KB",
    ),
    "structure.page_unused": Rule(
        Severity.NOTE,
        "页面 {what} 没有任何入口",
        "Nothing leads to the page {what}",
        "确认是否还需要；只由二维码、消息进入的页面可以忽略这条",
        "Drop it unless codes or messages lead there",
    ),
    "structure.file_stray": Rule(
        Severity.NOTE,
        "页面文件 {what} 没有在 app.json 登记",
        "The page file {what} is not named in app.json",
        "从代码包里删掉它",
        "Take it out of the package",
    ),
    "size.main": Rule(
        Severity.ERROR,
        "主包 {what}，超过微信的 2 MB 上限",
        "The main package has {what}; WeChat allows 2 MB",
        "把页面移到分包，图片放到服务器上",
        "Move pages into packages of their own and pictures to the server",
    ),
    "size.package": Rule(
        Severity.ERROR,
        "分包 {what}，超过微信的 2 MB 上限",
        "The package {what}; WeChat allows 2 MB",
        "拆分这个分包，图片放到服务器上",
        "Split it, and move pictures to the server",
    ),
    "size.total": Rule(
        Severity.ERROR,
        "整包 {what}，超过微信的 20 MB 上限",
        "All packages have {what}; WeChat allows 20 MB",
        "删掉不用的页面和图片",
        "Drop unused pages and pictures",
    ),
    "size.main_slow": Rule(
        Severity.WARNING,
        "主包 {what}，打开会偏慢",
        "The main package has {what} and opens slowly",
        "建议控制在 1.5 MB 以内",
        "Keep it below 1.5 MB",
    ),
    "size.picture": Rule(
        Severity.WARNING,
        "图片 {what} 超过 200 KB",
        "The picture {what} is larger than 200 KB",
        "压缩，或放到服务器上用链接引用",
        "Compress it or serve it from the server",
    ),
}

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg")
_PAGE_WORD = re.compile(r"[\w\-./]{3,120}")


class Sizes(msgspec.Struct, frozen=True):
    """Bytes of the unpacked files; `packages` by root."""

    main: int
    total: int
    packages: dict[str, int] = {}


def sizes_of(files: Mapping[str, bytes], manifest: Manifest | None) -> Sizes:
    """How large each package is; what is in no other package is in the main one."""
    roots = sorted((root for root in (manifest.pages if manifest else {}) if root), key=len, reverse=True)
    packages = dict.fromkeys(sorted(roots), 0)
    main = 0
    for path, content in files.items():
        root = next((one for one in roots if path.startswith(f"{one}/")), None)
        if root is None:
            main += len(content)
        else:
            packages[root] += len(content)
    return Sizes(main, main + sum(packages.values()), packages)


def structure_findings(files: Mapping[str, bytes], manifest: Manifest | None) -> Iterator[CodeFinding]:
    """Everything about the shape of the package."""
    for path in sorted(files):
        if path.endswith(".json") and tree_of(files[path]) is None and not path.startswith("config/"):
            yield finding("structure.broken_json", RULES["structure.broken_json"], file=path)
    if manifest is None:
        yield finding("structure.no_app", RULES["structure.no_app"], file="app.json")
        return
    if not manifest.all_pages:
        yield finding("structure.no_pages", RULES["structure.no_pages"], file="app.json")
    yield from _pages(files, manifest)
    yield from _tabs(files, manifest)
    yield from _components(files, manifest)
    yield from _unused(files, manifest)
    yield from _sizes(files, sizes_of(files, manifest))


def _pages(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[CodeFinding]:
    if "app.js" not in files:
        yield finding(
            "structure.page_missing", RULES["structure.page_missing"], what="app.js", file="app.json"
        )
    for page in manifest.all_pages:
        if f"{page}.js" not in files or f"{page}.wxml" not in files:
            yield finding(
                "structure.page_missing", RULES["structure.page_missing"], what=page, file="app.json"
            )
    known = {*manifest.all_pages}
    for path in sorted(files):
        stem = path.removesuffix(".wxml")
        settings = tree_of(files.get(f"{stem}.json", b"{}")) or {}
        if (
            stem != path
            and stem not in known
            and settings.get("component") is not True
            and _looks_like_page(stem)
        ):
            yield finding("structure.file_stray", RULES["structure.file_stray"], what=stem, file=path)


def _looks_like_page(stem: str) -> bool:
    return stem.startswith("pages")


def _tabs(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[CodeFinding]:
    if manifest.tabs and not 2 <= len(manifest.tabs) <= 5:
        what = str(len(manifest.tabs))
        yield finding("structure.tab_count", RULES["structure.tab_count"], what=what, file="app.json")
    for tab in manifest.tabs:
        if tab not in manifest.pages.get("", ()):
            yield finding(
                "structure.tab_not_page", RULES["structure.tab_not_page"], what=tab, file="app.json"
            )
    for icon in manifest.icons:
        content = files.get(icon)
        if content is None:
            yield finding(
                "structure.icon_missing", RULES["structure.icon_missing"], what=icon, file="app.json"
            )
        elif len(content) > ICON_MOST:
            yield finding("structure.icon_large", RULES["structure.icon_large"], what=icon, file=icon)


def _components(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[CodeFinding]:
    owners = [("app.json", manifest.components)]
    owners.extend(
        (path, component_links(tree_of(files[path]) or {}))
        for path in sorted(files)
        if path.endswith(".json") and path != "app.json"
    )
    for owner, links in owners:
        for tag, path in sorted(links.items()):
            if path.startswith(("plugin://", "dynamicLib://")):
                continue
            stem = resolved(owner, path)
            if not _component_there(files, stem):
                what = f"<{tag}> {path}"
                rule = RULES["structure.component_missing"]
                yield finding("structure.component_missing", rule, what=what, file=owner)


def _component_there(files: Mapping[str, bytes], stem: str) -> bool:
    places = (stem, f"{stem}/index", f"miniprogram_npm/{stem}/index", f"miniprogram_npm/{stem}")
    return any(f"{place}.js" in files and f"{place}.wxml" in files for place in places)


def _unused(files: Mapping[str, bytes], manifest: Manifest) -> Iterator[CodeFinding]:
    named: set[str] = set()
    for path, text in texts_of(files, (*CODE, *VIEWS)):
        for match in _PAGE_WORD.finditer(text):
            word = match.group().lstrip("/")
            if "/" in word and word != path.rpartition(".")[0]:
                named.add(word)
    entrances = {manifest.first_page, *manifest.tabs}
    for page in manifest.all_pages:
        ends = page.rpartition("/")[2]
        relative = f"../{page.split('/')[-2]}/{ends}" if "/" in page else page
        if page not in entrances and page not in named and relative not in named:
            yield finding("structure.page_unused", RULES["structure.page_unused"], what=page, file="app.json")


def _sizes(files: Mapping[str, bytes], sizes: Sizes) -> Iterator[CodeFinding]:
    if sizes.main > MAIN_MOST:
        yield finding("size.main", RULES["size.main"], what=_words(sizes.main))
    elif sizes.main > MAIN_WISH:
        yield finding("size.main_slow", RULES["size.main_slow"], what=_words(sizes.main))
    for root, size in sizes.packages.items():
        if size > PACKAGE_MOST:
            yield finding("size.package", RULES["size.package"], what=f"{root} {_words(size)}")
    if sizes.total > TOTAL_MOST:
        yield finding("size.total", RULES["size.total"], what=_words(sizes.total))
    for path in sorted(files):
        if path.lower().endswith(_PICTURES) and len(files[path]) > PICTURE_WISH:
            yield finding("size.picture", RULES["size.picture"], what=path, file=path)


def _words(size: int) -> str:
    return f"{size * 100 // MIB / 100:.2f} MB"
