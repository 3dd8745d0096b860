"""Secrets that must never travel in a package: whoever opens a mini program can read its code. Pure."""

import re
from collections.abc import Iterator, Mapping

from xiaopu.modules.releases.domain.findings import CodeFinding, Rule, Severity, finding
from xiaopu.modules.releases.domain.texts import line_at, places, texts_of

RULES: Mapping[str, Rule] = {
    "secret.private_key": Rule(
        Severity.ERROR,
        "代码里有私钥（PEM）",
        "A private key (PEM) is in the code",
        "删除它，并在商户平台或公众平台作废这把密钥、换一把新的：上传过的密钥等于已经公开",
        "Remove it, and replace the key where it was issued: a key that was packed is public",
    ),
    "secret.app_secret": Rule(
        Severity.ERROR,
        "疑似写死了 AppSecret（{what}）",
        "Looks like a hard-coded AppSecret ({what})",
        "AppSecret 只能放在服务器上：删除它，并在 mp.weixin.qq.com「开发管理」里重置",
        "An AppSecret belongs on the server: remove it and reset it at mp.weixin.qq.com",
    ),
    "secret.apiv3_key": Rule(
        Severity.ERROR,
        "疑似写死了微信支付 APIv3 密钥（{what}）",
        "Looks like a hard-coded WeChat Pay APIv3 key ({what})",
        "删除它，并在 pay.weixin.qq.com「API 安全」里重设 APIv3 密钥",
        "Remove it and set a new APIv3 key at pay.weixin.qq.com",
    ),
    "secret.credential": Rule(
        Severity.ERROR,
        "疑似写死了密码或访问密钥（{what}）",
        "Looks like a hard-coded password or access key ({what})",
        "放到服务器上，小程序只用登录后的短期令牌",
        "Keep it on the server; a mini program uses short-lived tokens only",
    ),
    "secret.file": Rule(
        Severity.ERROR,
        "包里有不该打进去的文件（{what}）",
        "The package holds a file that must not be packed ({what})",
        "从代码包里删掉它",
        "Take it out of the package",
    ),
}

_PEM = re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----")
_HEX32 = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
_QUOTED32 = re.compile(r"[\"'`]([0-9A-Za-z]{32})[\"'`]")
_NEAR = 80
_APP_WORDS = re.compile(r"app_?secret|\bsecret\b|appkey|wx[0-9a-f]{16}", re.IGNORECASE)
_PAY_WORDS = re.compile(r"api_?v3|apiv3_?key|mch_?key|pay_?key|partner_?key", re.IGNORECASE)
# Our own stamp: whoever unpacks the package may read it, and it opens nothing.
_BEACON = re.compile(r"beacon[\"']?\s*:\s*[\"']$")
_ASSIGNED = re.compile(
    r"\b(password|passwd|access_?key(?:_?secret)?|secret_?(?:access_?)?key|api_?secret|private_?key|session_key)"
    r"[\"']?\s*[:=]\s*[\"'`]([^\"'`\s$<>{}]{8,})[\"'`]",
    re.IGNORECASE,
)
_KNOWN_KEYS = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,20}|AKID[0-9A-Za-z]{32}|ghp_[0-9A-Za-z]{36})\b"
)
_FILES = re.compile(
    r"(?:^|/)(?:\.env(?:\.[\w-]+)?|\.git/.*|\.npmrc|id_rsa|id_ed25519|apiclient_(?:key|cert)\.(?:pem|p12)"
    r"|private\.wx[0-9A-Za-z]+\.key|[^/]+\.(?:p12|pfx|jks|keystore))$",
    re.IGNORECASE,
)


def secret_findings(files: Mapping[str, bytes]) -> Iterator[CodeFinding]:
    """Private keys, AppSecrets, APIv3 keys, passwords, key files. No finding shows more than four letters of
    what it found.
    """
    for path in sorted(files):
        if _FILES.search(path):
            yield finding("secret.file", RULES["secret.file"], what=path.rpartition("/")[2], file=path)
    for path, text in texts_of(files):
        for line, _ in places(_PEM, text):
            yield finding("secret.private_key", RULES["secret.private_key"], file=path, line=line)
        yield from _long_keys(path, text)
        yield from _named(path, text)


def _long_keys(path: str, text: str) -> Iterator[CodeFinding]:
    seen: set[str] = set()
    candidates = [(match.group(), match.start()) for match in _HEX32.finditer(text)]
    candidates += [(match.group(1), match.start(1)) for match in _QUOTED32.finditer(text)]
    for value, position in candidates:
        if value in seen or len(set(value)) < 8 or _BEACON.search(text[max(0, position - 20) : position]):
            continue
        around = text[max(0, position - _NEAR) : position] + " " + text[position + 32 : position + 32 + _NEAR]
        kind = _kind_of(value, around)
        if kind:
            seen.add(value)
            yield finding(kind, RULES[kind], what=_masked(value), file=path, line=line_at(text, position))


def _kind_of(value: str, around: str) -> str | None:
    if _PAY_WORDS.search(around):
        return "secret.apiv3_key"
    if _HEX32.fullmatch(value) and _APP_WORDS.search(around):
        return "secret.app_secret"
    return None


def _named(path: str, text: str) -> Iterator[CodeFinding]:
    rule = RULES["secret.credential"]
    for line, match in places(_ASSIGNED, text):
        if not match[2].isalpha():
            yield finding(
                "secret.credential", rule, what=f"{match[1]}={_masked(match[2])}", file=path, line=line
            )
    for line, match in places(_KNOWN_KEYS, text):
        yield finding("secret.credential", rule, what=_masked(match.group()), file=path, line=line)


def _masked(value: str) -> str:
    return f"{value[:4]}…"
