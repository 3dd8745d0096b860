"""Pages of docs/reference that are made from the code: `python -m tools.reference` writes them, `--check`
compares.

states.md has every transition table, errors.md every refusal with its code and both sentences, compliance.md
who may sell what.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import xiaopu
from tools.reference_compliance import compliance_page
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.aftersales import domain as aftersales
from xiaopu.modules.orders.domain import states as orders
from xiaopu.modules.payments.domain import proofs
from xiaopu.modules.payments.domain import trades as payments
from xiaopu.modules.platform.domain import registrations
from xiaopu.modules.releases.domain import packages as code_packages
from xiaopu.modules.releases.domain import review as code_reviews

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"

Table = Mapping[tuple[str, str], str]

MACHINES: tuple[tuple[str, str, Any], ...] = (
    (
        "订单 Order",
        "`orders/domain/states.py`。待付款订单先进入 `closing`，微信关单成功后才 `closed`；"
        "`closing` 期间仍可付款成功。",
        orders.TRANSITIONS,
    ),
    (
        "线下付款的订单 Order paid offline",
        "`orders/domain/states.py`。到店付款和货到付款：商家接单后算售出，不再自动关闭；钱由员工记一次"
        "（`collect`，`paid_at` 说明收没收到），不写付款单，不参加微信对账。`hand_over` 只给到店付款，"
        "`ship` 只给货到付款，`call_off` 只在没收到钱时。",
        orders.OFFLINE_TRANSITIONS,
    ),
    (
        "付款 Payment",
        "`payments/domain/trades.py`。关闭后才到的钱也会入账（`closed → paid`），随后自动退回。",
        payments.PAYMENT_TRANSITIONS,
    ),
    (
        "支付验证单 Payment proof",
        "`payments/domain/proofs.py`。0.01 元测试单；付款后自动退回，过期后才到的钱同样证明并退回。",
        proofs.PROOF_TRANSITIONS,
    ),
    (
        "平台代注册 Fast registration",
        "`platform/domain/registrations.py`。法人 24 小时内在微信里确认；超时后微信迟到的结果照样算数。",
        registrations.REGISTRATION_TRANSITIONS,
    ),
    (
        "售后 After-sale",
        "`aftersales/domain.py`。整单仅退款；同意后等微信确认退款成功才算完成。",
        aftersales.TRANSITIONS,
    ),
    (
        "小程序代码包 Package",
        "`releases/domain/packages.py`。生成、检查、上传都在后台；上传失败回到 `built`，可以再传。",
        code_packages.TRANSITIONS,
    ),
    (
        "小程序审核 Code review",
        "`releases/domain/review.py`。授权模式由推送和轮询移动；自有账号由本人记录，"
        "`released` 以小程序码能打开正式版为证。",
        code_reviews.TRANSITIONS,
    ),
)


def states_page() -> str:
    """Every machine as a table: rows are statuses, columns actions, cells where they lead."""
    parts = [
        "# 状态 States\n",
        "由 `python -m tools.reference` 从代码生成，请不要手改。表里没有的移动不存在；"
        "每次移动都是一条带条件的 UPDATE，并写一行历史。测试逐格走过每个状态 × 动作。\n",
    ]
    for title, words, table in MACHINES:
        parts += [f"## {title}\n", f"{words}\n", *_grid(table), ""]
    return "\n".join(parts)


def errors_page() -> str:
    """Every refusal by code."""
    rows = sorted({(kind.code, kind.status, kind.zh, kind.en) for kind in _refusals()})
    lines = [
        "# 错误码 Errors\n",
        "由 `python -m tools.reference` 从代码生成。应答是 problem+json，客户端只看 `code`；"
        "`{…}` 由 `data` 里的同名字段填入。\n",
        "| code | HTTP | 中文 | English |",
        "|---|---|---|---|",
        *(f"| `{code}` | {status} | {zh} | {en} |" for code, status, zh, en in rows),
        "",
    ]
    return "\n".join(lines)


PAGES = {"states.md": states_page, "errors.md": errors_page, "compliance.md": compliance_page}


def main(arguments: list[str]) -> int:
    """0 when written or equal."""
    stale = []
    for name, page in PAGES.items():
        made = page()
        if "--check" not in arguments:
            (FOLDER / name).write_text(made, encoding="utf-8")
        elif not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != made:
            stale.append(name)
    if stale:
        print(f"stale: {', '.join(stale)}; run python -m tools.reference")
    return 1 if stale else 0


def _grid(table: Table) -> Iterator[str]:
    actions = list(dict.fromkeys(action for _, action in table))
    statuses = list(dict.fromkeys([*(status for status, _ in table), *table.values()]))
    yield "| | " + " | ".join(actions) + " |"
    yield "|---" * (len(actions) + 1) + "|"
    for status in statuses:
        cells = (f"→ {table[status, action]}" if (status, action) in table else "·" for action in actions)
        yield f"| **{status}** | " + " | ".join(cells) + " |"


def _refusals() -> Iterator[type[Refusal]]:
    for module in pkgutil.walk_packages(xiaopu.__path__, "xiaopu."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("xiaopu."):
            yield kind


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
