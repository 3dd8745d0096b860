"""Where a package would speak to: only HTTPS, only host names, only domains that were declared. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping

from xiaopu.modules.releases.domain.findings import CodeFinding, Rule, Severity, finding
from xiaopu.modules.releases.domain.texts import CODE, VIEWS, places, shortened, texts_of

RULES: Mapping[str, Rule] = {
    "network.plain_http": Rule(
        Severity.ERROR,
        "使用了不加密的地址 {what}",
        "An address without encryption: {what}",
        "换成 https:// 或 wss://：正式版小程序不能请求 http 地址",
        "Use https:// or wss://: a released mini program cannot call plain http",
    ),
    "network.ip": Rule(
        Severity.ERROR,
        "直接使用了 IP 或本机地址 {what}",
        "An IP or local address: {what}",
        "换成备过案的域名：微信的服务器域名不接受 IP、端口为本机的地址",
        "Use a filed domain name: WeChat accepts no IP or local address",
    ),
    "network.own_local": Rule(
        Severity.NOTE,
        "接口地址是本机演示地址 {what}",
        "The API is at a local address of a demo: {what}",
        "正式上线前把商城部署到 https 域名",
        "Serve the mall at an https domain before going live",
    ),
    "network.undeclared": Rule(
        Severity.ERROR,
        "域名 {what} 没有在服务器域名里声明",
        "The domain {what} is not among the declared server domains",
        "在「开发设置」里把它加入服务器域名，或从代码里去掉",
        "Add it to the server domains, or take it out of the code",
    ),
    "network.domain_seen": Rule(
        Severity.WARNING,
        "代码里出现域名 {what}，请确认它在服务器域名里",
        "The code names the domain {what}; make sure that it is a declared server domain",
        "到 mp.weixin.qq.com「开发管理 → 开发设置 → 服务器域名」核对",
        "Compare with 开发管理 → 开发设置 → 服务器域名 at mp.weixin.qq.com",
    ),
}

_URL = re.compile(
    r"\b(https?|wss?)://([A-Za-z0-9._\-\u4e00-\u9fff]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?", re.IGNORECASE
)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:]+\]|0x[0-9a-f]+|\d{8,10}", re.IGNORECASE)
_LOCAL = ("localhost", ".local", ".internal", ".lan", ".localhost")
# Names of notations and of pages in messages of frameworks: nothing is fetched from there.
NOTATIONS = frozenset({"www.w3.org", "w3.org", "json-schema.org", "schemas.microsoft.com", "ns.adobe.com"})
REFERENCES = frozenset(
    {
        "vuejs.org",
        "cn.vuejs.org",
        "router.vuejs.org",
        "pinia.vuejs.org",
        "github.com",
        "reactjs.org",
        "lodash.com",
    }
    | {"developer.mozilla.org", "uniapp.dcloud.net.cn", "ask.dcloud.net.cn", "tdesign.tencent.com", "npms.io"}
)
# WeChat's own, open to every mini program without being declared.
WECHAT = (
    "weixin.qq.com",
    "servicewechat.com",
    "qlogo.cn",
    "qpic.cn",
    "wxaurl.cn",
    "weixinbridge.com",
    "res.wx.qq.com",
)


def network_findings(
    files: Mapping[str, bytes], declared: Collection[str] | None, own_origin: str = ""
) -> Iterator[CodeFinding]:
    """`declared` are host names; None when nobody knows them, then a foreign domain is only a warning.
    `own_origin` is the mall's own address: a demo's is local, which only WeChat's sandbox accepts.
    """
    known = None if declared is None else {host.lower() for host in declared}
    for path, text in texts_of(files, (*CODE, *VIEWS, ".json", ".wxss")):
        seen: set[str] = set()
        for line, match in places(_URL, text, most=2000):
            address = match.group().lower()
            if address not in seen:
                seen.add(address)
                if address == own_origin and address.startswith("http:"):
                    rule = RULES["network.own_local"]
                    yield finding("network.own_local", rule, what=address, file=path, line=line)
                else:
                    yield from _address(path, line, match, known)


def _address(path: str, line: int, match: re.Match[str], known: set[str] | None) -> Iterator[CodeFinding]:
    scheme, host = match[1].lower(), match[2].lower().rstrip(".")
    if host in NOTATIONS or ("." not in host and not _is_local(host) and not host.startswith("[")):
        return
    shown = shortened(match.group())
    if _IP.fullmatch(host) or _is_local(host):
        yield finding("network.ip", RULES["network.ip"], what=shown, file=path, line=line)
        return
    if host in REFERENCES or _is_wechat(host):
        return
    if scheme in ("http", "ws"):
        yield finding("network.plain_http", RULES["network.plain_http"], what=shown, file=path, line=line)
    elif known is None:
        yield finding("network.domain_seen", RULES["network.domain_seen"], what=host, file=path, line=line)
    elif host not in known:
        yield finding("network.undeclared", RULES["network.undeclared"], what=host, file=path, line=line)


def _is_local(host: str) -> bool:
    return host == "localhost" or host.endswith(_LOCAL)


def _is_wechat(host: str) -> bool:
    return any(host == own or host.endswith(f".{own}") for own in WECHAT)
