"""`xiaopu doctor launch`: every cause that can hold up a launch, from the command line."""

import asyncio
import logging
import sys
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.markup import escape

from xiaopu.entrypoints.serving import settings_of
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.settings import Settings
from xiaopu.infra.telemetry import configure_logging
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Finding
from xiaopu.modules.launch.flows.diagnose import Doctor
from xiaopu.modules.launch.schemas import Diagnosis
from xiaopu.modules.tenancy.api import find_shop

console = Console(highlight=False)
_WHO = {"merchant": "您", "platform": "平台", "wechat": "微信", "us": "小铺自己"}


def doctor_of(home: Path | None, slug: str, step: Step | None, *, offline: bool, as_json: bool) -> int:
    """0 without a finding, 1 with some, 2 when the shop is refused."""
    # Standard output belongs to the answer.
    configure_logging(production=False, level=logging.WARNING, stream=sys.stderr)
    try:
        diagnosis = asyncio.run(_examine(settings_of(home), slug, step, offline=offline))
    except Refusal as refusal:
        console.print(f"[red]{refusal.detail_zh}[/red] ({refusal.code})")
        return 2
    if as_json:
        typer.echo(msgspec.json.encode(diagnosis).decode())
    else:
        _tell(diagnosis)
    return 0 if diagnosis.healthy else 1


async def _examine(settings: Settings, slug: str, step: Step | None, *, offline: bool) -> Diagnosis:
    house = House(settings)
    try:
        shop_id = await house.units.read(DirectoryScope(), find_shop, slug)
        doctor: Doctor = house.rooms.services()["doctor"]
        return await doctor.examine(ShopScope(shop_id, "command"), step, offline=offline)
    finally:
        await house.close()


def _tell(diagnosis: Diagnosis) -> None:
    for checkup in diagnosis.checkups:
        mark = "[yellow]![/]" if checkup.findings else "[green]✓[/]"
        status = f"  [dim]{checkup.status}[/dim]" if checkup.status else ""
        console.print(f"{mark} {escape(checkup.title.zh)}{status}")
        for found in checkup.findings:
            _tell_finding(found)
    if diagnosis.offline:
        console.print("[dim]没有联网，只看了本机和上次的结果。[/dim]")
    if diagnosis.desk is not None:
        console.print(f"\n还不行就找：{escape(diagnosis.desk.name.zh)}（{escape(diagnosis.desk.way.zh)}）")
        console.print(f"[dim]{escape(diagnosis.desk.text)}[/dim]")


def _tell_finding(found: Finding) -> None:
    code = f" errcode {found.errcode}" if found.errcode else ""
    console.print(f"    {escape(found.cause.zh)} [dim]{found.code}{code}[/dim]")
    console.print(
        f"    → {escape(found.mend.zh)}（{_WHO[found.who]}；{escape(found.source)}，{found.dated}）"
    )
