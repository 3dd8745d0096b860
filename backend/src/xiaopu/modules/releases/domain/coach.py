"""The review coach: what a reviewer would look at, looked at before. Pure rules over facts.

A point is `red` (would be rejected), `yellow` (nobody can say) or `green`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import msgspec

from xiaopu.modules.releases.domain.stamping import Profile

GOODS_LEAST = 3
SERVICE_PAGE, LICENCE_PAGE, TEXT_PAGE = (
    "pages-shop/service/index",
    "pages-shop/licence/index",
    "pages-shop/text/index",
)
LOG_OUT_PAGE, CHECKOUT_PAGE, ORDERS_PAGE = (
    "pages-member/settings/index",
    "pages-order/checkout/index",
    "pages-order/list/index",
)
GOODS_PAGE = "pages/goods/index"
SELLING_PAGES = ("pages/cart/index", "pages-order/")
_TEST_WORDS = re.compile(
    r"测试|(?<![a-z])test(?![a-z])|lorem|ipsum|(?<![a-z])demo(?![a-z])|示例商品|占位|待完善|TO-?DO",
    re.IGNORECASE,
)


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Point(msgspec.Struct, frozen=True, omit_defaults=True):
    """One point of the checklist. `where` is a path of the console or `mp:` and a menu path."""

    rule: str
    light: Light
    title_zh: str
    title_en: str
    cause_zh: str = ""
    cause_en: str = ""
    mend_zh: str = ""
    mend_en: str = ""
    where: str = ""


class GoodsFact(msgspec.Struct, frozen=True):
    """Goods on sale, as far as a reviewer sees them."""

    name: str
    has_picture: bool
    price_fen: int
    stock: int

    @property
    def sellable(self) -> bool:
        return self.has_picture and self.price_fen > 0 and self.stock > 0


class ShopFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the coach is told. None: nobody could say."""

    shop_name: str
    goods: tuple[GoodsFact, ...]
    words: tuple[tuple[str, str], ...] = ()
    home_pictures: int = 0
    service_contact: bool = False
    licence_name: bool = False
    profile: Profile = Profile.MALL
    pages: tuple[str, ...] = ()
    package_ready: bool = False
    package_errors: int = 0
    individual: bool | None = None
    trade_managed: bool | None = None
    content_checked: bool | None = None
    privacy_needed: tuple[str, ...] = ()
    privacy_set: bool | None = None
    categories: tuple[str, ...] | None = None
    wanted_categories: tuple[str, ...] = ()
    payment_ready: bool | None = None


_Rule = Callable[[ShopFacts], Point]


def coach(facts: ShopFacts) -> list[Point]:
    """Every point, red ones first, each list in the order of the rules."""
    points = [rule(facts) for rule in _rules(facts.profile)]
    order = list(Light)
    return sorted(points, key=lambda point: order.index(point.light))


def is_green(points: Sequence[Point]) -> bool:
    """Nothing red: it may be submitted."""
    return all(point.light is not Light.RED for point in points)


def _rules(profile: Profile) -> Iterator[_Rule]:
    yield from (
        _package,
        _audit,
        _subject,
        _goods,
        _words,
        _home,
        _service,
        _log_out,
        _taps,
        _licence,
        _agreements,
    )
    if profile is Profile.MALL:
        yield from (_shipping, _payment, _order_page)
    yield from (_content, _privacy, _categories)


def _package(facts: ShopFacts) -> Point:
    return _point(
        "package",
        facts.package_ready,
        ("代码包已上传", "The code is uploaded"),
        ("还没有上传到微信的代码包", "No package was uploaded to WeChat"),
        ("在「小程序版本」里生成并上传", "Make and upload one under 小程序版本"),
        "console:/releases",
    )


def _audit(facts: ShopFacts) -> Point:
    return _point(
        "audit",
        facts.package_errors == 0,
        ("代码检查没有错误", "The code audit finds no error"),
        (f"代码检查有 {facts.package_errors} 处错误", f"The audit found {facts.package_errors} errors"),
        ("按检查结果逐条修改后重新上传", "Mend them and upload again"),
        "console:/releases",
    )


def _subject(facts: ShopFacts) -> Point:
    selling = [page for page in facts.pages if page.startswith(SELLING_PAGES)]
    wrong = facts.individual is True and (facts.profile is Profile.MALL or bool(selling))
    shown = facts.profile is Profile.SHOWCASE and bool(selling)
    light = Light.RED if wrong or shown else Light.YELLOW if facts.individual is None else Light.GREEN
    cause = (
        (
            "个人主体的小程序不能有购物车、下单和支付页面",
            "A person's mini program may have no cart, order or payment page",
        )
        if facts.individual
        else ("展示版里还有购物车或订单页面", "The showcase still holds cart or order pages")
        if shown
        else ("还不知道主体类型", "The subject type is not known yet")
    )
    return _lit(
        "subject",
        light,
        ("版本与主体相符", "Profile and subject fit"),
        cause,
        (
            "个人主体请用「展示版」提交；要卖货先办个体工商户",
            "Persons submit the showcase; to sell become a sole trader",
        ),
        "console:/launch",
    )


def _goods(facts: ShopFacts) -> Point:
    ready = sum(1 for one in facts.goods if one.sellable)
    return _point(
        "goods",
        ready >= GOODS_LEAST,
        ("至少 3 件可买的商品", "At least 3 goods that can be bought"),
        (f"有图、有价、有库存的在售商品只有 {ready} 件", f"Only {ready} goods have picture, price and stock"),
        ("再上架几件真实商品，补齐图片、价格和库存", "List more, with picture, price and stock"),
        "console:/goods",
    )


def _words(facts: ShopFacts) -> Point:
    texts = (("shop", facts.shop_name), *(("goods", one.name) for one in facts.goods), *facts.words)
    hits = [text for _, text in texts if _TEST_WORDS.search(text)]
    shown = "、".join(hits[:3])[:80]
    return _point(
        "words",
        not hits,
        ("没有测试文字", "No test words"),
        (f"这些地方像测试内容：{shown}", f"These look like tests: {shown}"),
        ("改成正式的名称和文字", "Use real names and words"),
        "console:/goods",
    )


def _home(facts: ShopFacts) -> Point:
    light = Light.GREEN if facts.home_pictures else Light.YELLOW
    return _lit(
        "home",
        light,
        ("首页已布置", "The home page is laid out"),
        ("首页还没有轮播图或图标", "The home page has no pictures"),
        ("放上至少一张轮播图", "Add a banner"),
        "console:/decoration",
    )


def _service(facts: ShopFacts) -> Point:
    ready = SERVICE_PAGE in facts.pages and facts.service_contact
    cause = (
        ("没有填写客服电话", "The service phone is missing")
        if SERVICE_PAGE in facts.pages or not facts.package_ready
        else ("代码包里没有联系客服页面", "The package has no service page")
    )
    return _point(
        "service",
        ready,
        ("找得到客服", "Customer service can be reached"),
        cause,
        ("在店铺设置里填写客服电话和时间", "Fill in the phone and hours in settings"),
        "console:/settings",
    )


def _log_out(facts: ShopFacts) -> Point:
    return _point(
        "log_out",
        LOG_OUT_PAGE in facts.pages,
        ("可以退出和注销", "Log-out and closing can be reached"),
        ("代码包里没有设置页（退出登录、注销账号）", "The package has no settings page"),
        ("保留 pages-member/settings/index 页面", "Keep pages-member/settings/index"),
        "console:/releases",
    )


def _taps(facts: ShopFacts) -> Point:
    wanted = (GOODS_PAGE, CHECKOUT_PAGE) if facts.profile is Profile.MALL else (GOODS_PAGE,)
    missing = [page for page in wanted if page not in facts.pages]
    no_way = not missing and not any(one.sellable for one in facts.goods)
    cause = (
        (f"缺少页面 {missing[0]}", f"The page {missing[0]} is missing")
        if missing
        else ("首页没有可以点进去的在售商品", "Home shows no goods that can be opened")
    )
    return _point(
        "taps",
        not missing and not no_way,
        ("首页两步之内到达所声明的服务", "Two taps from home to the service"),
        cause,
        ("首页第一屏放在售商品", "Put goods on sale on the first screen"),
        "console:/decoration",
    )


def _licence(facts: ShopFacts) -> Point:
    page = LICENCE_PAGE in facts.pages
    cause = (
        ("没有填写经营主体（证照信息）", "The licence facts are not filled in")
        if page or not facts.package_ready
        else ("代码包里没有证照信息页", "The package has no licence page")
    )
    return _point(
        "licence",
        page and facts.licence_name,
        ("证照信息已公示", "The licence is shown"),
        cause,
        ("在店铺设置里填写主体名称和统一社会信用代码", "Fill in the subject and its code in settings"),
        "console:/settings",
    )


def _agreements(facts: ShopFacts) -> Point:
    return _point(
        "agreements",
        TEXT_PAGE in facts.pages,
        ("用户协议和隐私政策可见", "Agreements can be read"),
        ("代码包里没有协议页面", "The package has no page for agreements"),
        ("保留 pages-shop/text/index 页面", "Keep pages-shop/text/index"),
        "console:/releases",
    )


def _shipping(facts: ShopFacts) -> Point:
    return _known(
        "shipping",
        facts.trade_managed,
        ("已开通发货信息管理", "Shipping management is opened"),
        ("微信说这个小程序还没有开通发货信息管理", "WeChat says that it is not opened"),
        ("到公众平台「功能 → 发货信息管理」开通", "Open it at 功能 → 发货信息管理"),
        "mp:功能 → 发货信息管理",
    )


def _payment(facts: ShopFacts) -> Point:
    return _known(
        "payment",
        facts.payment_ready,
        ("微信支付已配置", "WeChat Pay is set up"),
        ("还没有配置微信支付", "WeChat Pay is not set up"),
        ("先完成支付配置：审核员会试着付款", "Set it up: reviewers try to pay"),
        "console:/payments",
    )


def _order_page(facts: ShopFacts) -> Point:
    return _point(
        "order_page",
        ORDERS_PAGE in facts.pages,
        ("有订单中心页面", "There is an order page"),
        (f"代码包里没有 {ORDERS_PAGE}", f"The package has no {ORDERS_PAGE}"),
        ("保留订单列表页并在提审时填写", "Keep it and name it in the submission"),
        "console:/releases",
    )


def _content(facts: ShopFacts) -> Point:
    return _known(
        "content",
        facts.content_checked,
        ("内容安全检测可用", "The content check works"),
        ("评价等内容没有经过微信内容安全检测", "What people write is not checked by WeChat"),
        ("填写 AppSecret 或完成授权，小铺会在发布前检测", "Set the AppSecret or authorise the platform"),
        "console:/channels",
    )


def _privacy(facts: ShopFacts) -> Point:
    return _known(
        "privacy",
        facts.privacy_set,
        ("隐私声明与代码一致", "Privacy declaration and code agree"),
        ("隐私保护指引缺少代码用到的项目", "The declaration lacks what the code uses"),
        (
            "授权后点「按代码生成」；自有账号到公众平台「用户隐私保护指引」逐项填写",
            "Make it from the code, or by hand",
        ),
        "console:/releases",
    )


def _categories(facts: ShopFacts) -> Point:
    if facts.categories is None:
        light, cause = Light.YELLOW, ("读不到已通过的类目", "The accepted categories cannot be read")
    elif not facts.categories:
        light, cause = Light.RED, ("还没有审核通过的服务类目", "No service category is accepted")
    else:
        missing = [one for one in facts.wanted_categories if not _covered(one, facts.categories)]
        shown = "、".join(missing[:3])
        light = Light.RED if missing else Light.GREEN
        cause = (f"所卖商品还需要类目：{shown}", f"The goods also need the categories {shown}")
    return _lit(
        "categories",
        light,
        ("类目与商品相符", "Categories and goods fit"),
        cause,
        ("到公众平台「设置 → 基本设置 → 服务类目」补选并交资质", "Add the category with its papers"),
        "mp:设置 → 基本设置 → 服务类目",
    )


def _covered(wanted: str, categories: Sequence[str]) -> bool:
    return any(wanted in one or one.endswith(wanted.rpartition(">")[2]) for one in categories)


_Words = tuple[str, str]


def _point(rule: str, ready: bool, title: _Words, cause: _Words, mend: _Words, where: str) -> Point:  # noqa: PLR0917, FBT001 (a table of rules reads best in one shape)
    return _lit(rule, Light.GREEN if ready else Light.RED, title, cause, mend, where)


def _known(rule: str, ready: bool | None, title: _Words, cause: _Words, mend: _Words, where: str) -> Point:  # noqa: PLR0917, FBT001 (as above)
    if ready is None:
        return _lit(
            rule, Light.YELLOW, title, ("暂时无法向微信核实", "WeChat could not be asked"), mend, where
        )
    return _point(rule, ready, title, cause, mend, where)


def _lit(rule: str, light: Light, title: _Words, cause: _Words, mend: _Words, where: str) -> Point:  # noqa: PLR0917 (as above)
    if light is Light.GREEN:
        return Point(rule, light, *title, where=where)
    return Point(rule, light, *title, *cause, *mend, where)
