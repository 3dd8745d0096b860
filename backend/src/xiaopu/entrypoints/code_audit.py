"""`xiaopu code audit`: the audit of a mini program package. Needs no home, no database and no network."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.markup import escape

from xiaopu.kernel.errors import Refusal
from xiaopu.modules.releases.api import (
    AuditFacts,
    AuditReport,
    Severity,
    audit_package,
    read_folder,
    unpack,
)

console = Console(highlight=False)
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def audit_path(path: Path, domains: Sequence[str], *, as_json: bool) -> int:
    """0 without errors, 1 with some, 2 when the package cannot be read."""
    try:
        files = read_folder(path) if path.is_dir() else unpack(path.read_bytes())
    except Refusal as refusal:
        if as_json:
            typer.echo(msgspec.json.encode({"refused": refusal.code, **refusal.data}).decode())
        else:
            console.print(f"[red]{refusal.detail_zh}[/red] ({refusal.code})")
        return 2
    report = audit_package(files, AuditFacts(tuple(domains) if domains else None))
    if as_json:
        typer.echo(msgspec.json.encode(report).decode())
    else:
        _tell(report)
    return 1 if report.blocked else 0


def _tell(report: AuditReport) -> None:
    for one in report.findings:
        place = f"{one.file}:{one.line}" if one.line else one.file
        console.print(
            f"[{_COLOURS[one.severity]}]{_WORDS[one.severity]}[/] {escape(place)}  [dim]{one.rule}[/dim]"
        )
        console.print(f"  {escape(one.zh)}")
        console.print(f"  → {escape(one.mend_zh)}")
    sizes = report.sizes
    parts = [
        f"主包 {sizes.main // 1024} KB",
        *(f"{root} {size // 1024} KB" for root, size in sizes.packages.items()),
    ]
    console.print(f"{len(report.pages)} 个页面，共 {sizes.total // 1024} KB（{'，'.join(parts)}）")
    if report.privacy:
        console.print(f"隐私声明需要：{'、'.join(report.privacy)}")
    errors = sum(1 for one in report.findings if one.severity is Severity.ERROR)
    console.print(f"[red]{errors} 处错误，不能上传[/red]" if errors else "[green]没有错误，可以上传[/green]")
