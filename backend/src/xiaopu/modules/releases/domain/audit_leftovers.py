"""What WeChat's runtime refuses, and what was meant for the workshop only. Pure."""

import re
from collections.abc import Iterator, Mapping

from xiaopu.modules.releases.domain.findings import CodeFinding, Rule, Severity, finding
from xiaopu.modules.releases.domain.texts import CODE, places, shortened, text_of, texts_of

RULES: Mapping[str, Rule] = {
    "code.eval": Rule(
        Severity.ERROR,
        "使用了动态执行代码（{what}）",
        "Code is made and run at run time ({what})",
        "微信禁止动态执行代码，请改写这里，或换掉引入它的组件",
        "WeChat forbids it: rewrite it, or replace the library that brings it",
    ),
    "code.debugger": Rule(
        Severity.WARNING,
        "留有 debugger 语句",
        "A debugger statement was left in",
        "发布前删掉",
        "Remove it before release",
    ),
    "code.vconsole": Rule(
        Severity.WARNING,
        "打开了调试面板（{what}）",
        "The debug panel is switched on ({what})",
        "发布前关掉：用户会看到调试按钮",
        "Switch it off before release: people would see it",
    ),
    "code.token_logged": Rule(
        Severity.ERROR,
        "把令牌或密钥打印到了日志（{what}）",
        "A token or key is printed to the log ({what})",
        "删掉这行日志：用户手机上的日志可能被上传",
        "Remove the line: logs of phones are uploaded",
    ),
    "code.encoding": Rule(
        Severity.ERROR,
        "文件不是 UTF-8 编码",
        "The file is not UTF-8",
        "另存为 UTF-8（无 BOM）",
        "Save it as UTF-8",
    ),
    "code.source_map": Rule(
        Severity.WARNING,
        "源码映射文件被打进了代码包",
        "A source map is in the package",
        "从代码包里去掉 .map 文件",
        "Take .map files out of the package",
    ),
    "code.test_word": Rule(
        Severity.WARNING,
        "页面上写着测试文字「{what}」",
        "A page shows test words ({what})",
        "换成正式的文字：审核会以「内容为测试」驳回",
        "Use real words: reviewers reject test content",
    ),
}

_EVAL = re.compile(
    r"(?<![\w.$])eval\s*\(|\bnew\s+Function\s*\(|(?<![\w$.])Function\s*\(\s*[\"'`]"
    r"|\bset(?:Timeout|Interval)\s*\(\s*([\"'`])[^\"'`]*\1\s*[,)]"
)
# The usual way of a library to find the global object; the runtime answers undefined and it goes on.
_GLOBAL_OBJECT = re.compile(r"Function\s*\(\s*[\"'`]return this[\"'`]\s*\)")
_DEBUGGER = re.compile(r"(?<![\w.$\"'`-])debugger\s*(?:;|\n|\}|$)")
_VCONSOLE = re.compile(r"\bnew\s+VConsole\b|setEnableDebug\s*\(\s*\{\s*enableDebug\s*:\s*(?:true|!0)")
_LOGGED = re.compile(
    r"console\.(?:log|info|debug|warn|error)\s*\([^()]{0,200}?\b(access_?token|token|session_?key|secret|password|openid)\b",
    re.IGNORECASE,
)
_TEST_WORDS = re.compile(
    r">[^<>{}]{0,30}(测试|lorem ipsum|TO-?DO|待完善|敬请期待)[^<>{}]{0,30}<", re.IGNORECASE
)
_MUST_BE_UTF8 = (".js", ".json", ".wxml", ".wxss", ".wxs")


def leftover_findings(files: Mapping[str, bytes]) -> Iterator[CodeFinding]:
    """Code made at run time, debug leftovers, odd encodings, source maps, test words on pages."""
    for path in sorted(files):
        if path.lower().endswith(_MUST_BE_UTF8) and not text_of(files[path])[1]:
            yield finding("code.encoding", RULES["code.encoding"], file=path)
        if path.lower().endswith(".map"):
            yield finding("code.source_map", RULES["code.source_map"], file=path)
    for path, text in texts_of(files, CODE):
        yield from _script(path, text)
    for path, text in texts_of(files, (".wxml",)):
        for line, match in places(_TEST_WORDS, text):
            yield finding("code.test_word", RULES["code.test_word"], what=match[1], file=path, line=line)
    app = files.get("app.json", b"")
    if re.search(rb'"debug"\s*:\s*true', app):
        yield finding("code.vconsole", RULES["code.vconsole"], what='"debug": true', file="app.json")


def _script(path: str, text: str) -> Iterator[CodeFinding]:
    for line, match in places(_EVAL, text):
        if not _GLOBAL_OBJECT.match(text, match.start() + max(0, match.group().find("Function"))):
            what = shortened(match.group())
            yield finding("code.eval", RULES["code.eval"], what=what, file=path, line=line)
    for line, _ in places(_DEBUGGER, text):
        yield finding("code.debugger", RULES["code.debugger"], file=path, line=line)
    for line, match in places(_VCONSOLE, text):
        what = shortened(match.group(), 40)
        yield finding("code.vconsole", RULES["code.vconsole"], what=what, file=path, line=line)
    for line, match in places(_LOGGED, text):
        what = f"console … {match[1]}"
        yield finding("code.token_logged", RULES["code.token_logged"], what=what, file=path, line=line)
