"""Writes docs/reference/wechat.md.

Every WeChat interface that the clients call, by which function, from which page, and whether the sandbox
answers it; every push that is understood; and where each promise is proven.

`python -m tools.wechat_table` writes the page, `--check` says whether it is what the code says (exit code 1
if not). A row exists because a function's code names an endpoint, and the sandbox is asked as a program of
its own (`wxsandbox endpoints`), so the page cannot tell what is not done. A proof is a file that exists.
"""

import argparse
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import msgspec

import xiaopu.wechat
from tools.wechat_promises import LATER, PROMISES
from xiaopu.wechat.push_events import EVENTS
from xiaopu.wechat.transport import Endpoint

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "wechat.md"

AREAS = {
    "pay": ("微信支付 API v3", "WeChat Pay API v3"),
    "miniprogram": ("小程序服务端", "Mini program server"),
    "oauth": ("公众号网页授权", "Web authorisation of service accounts"),
    "openplatform": ("第三方平台", "Open platform"),
}

HEAD = """# WeChat interfaces / 微信接口

<!-- Written by tools/wechat_table.py from the code: change that, then run python -m tools.wechat_table -->

每一行来自客户端代码里真正发出的调用。「沙盒」是本地微信沙盒自己报出的接口名；「来源」是微信文档的页号或接口名；
「待核实」写明哪一部分没能与微信官方页面核对。每个接口都有一条成功、一条被拒、两条故障的测试，跑在沙盒上
（`tests/wechat/test_every_call.py`，缺一行就失败）。

Each row comes from a call that the client code really makes. *Sandbox* is the name under which the local
WeChat itself lists the call; *source* is the page number or interface name in WeChat's documents; *to
confirm* names the part that could not be checked against them. Every row is driven against the sandbox as it
should go, refused, and through two faults (`tests/wechat/test_every_call.py`, which fails when a row is
missing).
"""


class Row(msgspec.Struct, frozen=True, order=True):
    """One endpoint and one function that calls it."""

    area: str
    path: str
    method: str
    function: str
    source: str
    doubt: str


Answered = dict[tuple[str, str], str]


def main() -> int:
    """Writes or checks the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    wanted = page(rows(), answered())
    if not parser.parse_args().check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(wanted, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print("docs/reference/wechat.md differs from the code: run python -m tools.wechat_table")
    return 1


def answered() -> Answered:
    """The sandbox's own name of every call that it answers, by method and path."""
    command = [str(Path(sys.executable).parent / "wxsandbox"), "endpoints"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: Answered = {}
    for line in listed.splitlines():
        known = json.loads(line)
        for method in (known["method"], known.get("also", known["method"])):
            found[method, known["path"]] = known["title"]
    return found


def page(found: list[Row], sandbox: Answered) -> str:
    """The whole page."""
    parts = [HEAD]
    for area, (chinese, english) in AREAS.items():
        mine = [row for row in found if row.area == area]
        there = sum((row.method, row.path) in sandbox for row in mine)
        parts.append(f"\n## {chinese} / {english}\n\n{len(mine)} calls, {there} of them in the sandbox.\n")
        parts.append(
            "| 接口 Endpoint | 函数 Function | 沙盒 Sandbox | 来源 Source | 待核实 To confirm |\n"
            "|---|---|---|---|---|"
        )
        parts += [
            f"| `{row.method} {row.path}` | `{row.function}` |"
            f" {sandbox.get((row.method, row.path), '—')} | {row.source} | {row.doubt} |"
            for row in mine
        ]
    return "\n".join([*parts, *push_lines(), *promise_lines()]) + "\n"


def push_lines() -> Iterator[str]:
    """The pushes that are understood, and what each becomes."""
    yield "\n## 消息推送 / Pushes\n"
    yield "| 事件 Event | 类型 Type |\n|---|---|"
    yield from (f"| `{event}` | `{kind.__name__}` |" for event, kind in sorted(EVENTS.items()))


def promise_lines() -> Iterator[str]:
    """Each promise and the files that prove it; raises LookupError for a file that is not there."""
    yield "\n## 承诺与证明 / Promises and their proofs\n"
    yield "| 承诺 Promise | 证明 Proof |\n|---|---|"
    for promise, proofs in PROMISES:
        for proof in proofs:
            if not (ROOT / proof.partition("::")[0]).exists():
                raise LookupError(f"{proof} proves {promise!r}, and is not there")
        yield f"| {promise} | {'<br>'.join(f'`{proof}`' for proof in proofs)} |"
    yield "\n第二轮再做 / Work of the second round:\n"
    yield from (f"- {what}" for what in LATER)


def rows() -> list[Row]:
    """Every (endpoint, function) of the package, sorted.

    Raises LookupError for an endpoint that nothing calls.
    """
    found: list[Row] = []
    for module in modules():
        for name, endpoint in vars(module).items():
            if isinstance(endpoint, Endpoint):
                callers = [item for item in functions(module) if name in names_in(item.__code__)]
                if not callers:
                    raise LookupError(f"{module.__name__}.{name} is called by no function")
                public = [item for item in callers if not item.__name__.startswith("_")]
                found += [row_of(module, item, endpoint) for item in public or callers[:1]]
    return sorted(found)


def row_of(module: ModuleType, function: FunctionType, endpoint: Endpoint) -> Row:
    """The row of one call; a call inside a private method is shown under its class."""
    place = module.__name__.removeprefix("xiaopu.wechat.")
    doubt = "" if endpoint.confirmed else (endpoint.note or "?")
    return Row(
        area=place.partition(".")[0],
        path=endpoint.path,
        method=endpoint.method,
        function=f"{place}.{function.__qualname__.partition('._')[0]}",
        source=endpoint.source,
        doubt=doubt,
    )


def modules() -> Iterator[ModuleType]:
    """All modules of the clients."""
    for found in pkgutil.walk_packages(xiaopu.wechat.__path__, "xiaopu.wechat."):
        yield importlib.import_module(found.name)


def functions(module: ModuleType) -> Iterator[FunctionType]:
    """Functions and methods defined in `module`; what a decorator wrapped is unwrapped."""
    for item in vars(module).values():
        if inspect.isclass(item) and item.__module__ == module.__name__:
            for member in vars(item).values():
                inner = inspect.unwrap(member) if callable(member) else member
                if isinstance(inner, FunctionType):
                    yield inner
        elif isinstance(item, FunctionType) and item.__module__ == module.__name__:
            yield item


def names_in(code: CodeType) -> set[str]:
    """Global names that a function uses, its inner functions included."""
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*(names_in(const) for const in inner))


if __name__ == "__main__":
    sys.exit(main())
