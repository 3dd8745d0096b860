"""`xiaopu`: the command line. Imports nothing heavy until a command runs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="xiaopu",
    help="小铺 Xiaopu：从注册到上线的微信小程序商城。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
catalog_app = typer.Typer(help="商品目录。", no_args_is_help=True)
app.add_typer(catalog_app, name="catalog")
code_app = typer.Typer(help="小程序代码。", no_args_is_help=True)
app.add_typer(code_app, name="code")
doctor_app = typer.Typer(help="体检与诊断。", no_args_is_help=True)
app.add_typer(doctor_app, name="doctor")

Home = Annotated[Path | None, typer.Option(help="数据目录（默认 $XIAOPU_HOME 或 ./var）。")]


@app.command()
def init(home: Home = None) -> None:
    """准备数据目录和密钥（不会显示密钥）。"""
    from xiaopu.infra.settings import default_home, initialise  # noqa: PLC0415 (imported when used)

    folder = home or default_home()
    made = initialise(folder)
    typer.echo(f"{folder}: {'已生成新的密钥' if made else '密钥已存在'}")


@app.command()
def migrate(home: Home = None) -> None:
    """把数据库升级到当前版本；可以重复运行。"""
    from xiaopu.entrypoints.serving import migrate_home  # noqa: PLC0415 (imported when used)

    migrate_home(home)
    typer.echo("数据库已是最新。")


@app.command()
def serve(home: Home = None) -> None:
    """启动商城（SQLite 时后台任务在同一进程里）。"""
    from xiaopu.entrypoints.serving import serve_home  # noqa: PLC0415 (imported when used)

    serve_home(home)


@app.command()
def worker(home: Home = None) -> None:
    """在 PostgreSQL 旁单独运行后台任务。"""
    from xiaopu.entrypoints.serving import work_home  # noqa: PLC0415 (imported when used)

    work_home(home)


@app.command()
def demo(
    home: Annotated[Path, typer.Option(envvar="XIAOPU_DEMO_HOME", help="演示数据目录。")] = Path("var/demo"),
    port: Annotated[int, typer.Option(help="商城端口；被占用时自动换一个。")] = 8000,
    sandbox_port: Annotated[int, typer.Option(help="微信沙箱端口。")] = 8090,
    smtp_port: Annotated[int, typer.Option(help="沙箱收信端口。")] = 8025,
) -> None:
    """启动一家装好商品的演示店和它自己的微信；Ctrl-C 停止。"""
    from xiaopu.entrypoints.demo import run_demo  # noqa: PLC0415 (imported when used)
    from xiaopu.entrypoints.processes import Ports  # noqa: PLC0415 (imported when used)

    raise typer.Exit(run_demo(home, Ports(port, sandbox_port, smtp_port)))


@app.command()
def journey(
    catalogue: Annotated[Path | None, typer.Option(help="要导入的商品表（默认用自带的）。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出给机器看的 JSON。")] = False,
    mall: Annotated[str | None, typer.Option(help="已在运行的商城地址；不填就临时启动一套。")] = None,
    sandbox: Annotated[str | None, typer.Option(help="已在运行的微信沙箱地址。")] = None,
    launch: Annotated[
        str | None, typer.Option(help="改走开店这条路：company、sole-trader、individual 或 existing。")
    ] = None,
    mode: Annotated[str | None, typer.Option(help="开店的方式：own 或 platform。")] = None,
) -> None:
    """用 HTTP 走完整条路：注册 → 开店 → 导入 → 下单 → 付款 → 发货 → 收货 → 对账。"""
    from xiaopu.entrypoints.journey import run_journey, run_launch  # noqa: PLC0415 (imported when used)

    if launch is not None:
        raise typer.Exit(run_launch(launch, mode, as_json=as_json, mall=mall, sandbox=sandbox))

    raise typer.Exit(run_journey(catalogue=catalogue, as_json=as_json, mall=mall, sandbox=sandbox))


@catalog_app.command("import")
def import_catalogue(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV 或 xlsx。")],
    shop: Annotated[str, typer.Option(help="店铺地址（slug）。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入。")] = False,
    faults: Annotated[Path | None, typer.Option(help="把有问题的行写到这个 CSV。")] = None,
    home: Home = None,
) -> None:
    """导入商品表，显示进度，结果按 新增/更新/跳过/失败 汇报。"""
    from xiaopu.entrypoints.importing import import_into_shop  # noqa: PLC0415 (imported when used)

    raise typer.Exit(import_into_shop(home, shop, file, dry_run=dry_run, faults=faults))


@code_app.command("audit")
def audit_code(
    package: Annotated[Path, typer.Argument(exists=True, help="构建后的小程序目录，或它的 zip。")],
    domain: Annotated[list[str] | None, typer.Option(help="已声明的服务器域名，可重复。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出给机器看的 JSON。")] = False,
) -> None:
    """检查代码包：密钥、http 和 IP 地址、域名、隐私接口、eval、大小、调试残留；有错误时退出码为 1。"""
    from xiaopu.entrypoints.code_audit import audit_path  # noqa: PLC0415 (imported when used)

    raise typer.Exit(audit_path(package, domain or [], as_json=as_json))


@doctor_app.callback()
def doctor() -> None:
    """体检与诊断：找出原因，说怎么办、谁来办。"""


@doctor_app.command("launch")
def doctor_launch(
    shop: Annotated[str, typer.Option(help="店铺地址（slug）。")],
    step: Annotated[str | None, typer.Option(help="只看这一步，例如 filing。")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="不联网，只看本机和上次的结果。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出给机器看的 JSON。")] = False,
    home: Home = None,
) -> None:
    """开店卡在哪里：网络、资料、名称、类目、微信上的状态、我们自己的故障；有问题时退出码为 1。"""
    from xiaopu.entrypoints.launch_doctor import doctor_of  # noqa: PLC0415 (imported when used)
    from xiaopu.modules.launch.domain.steps import Step  # noqa: PLC0415 (imported when used)

    if step is not None and step not in set(Step):
        raise typer.BadParameter(f"没有这一步：{step}（有 {'、'.join(Step)}）")
    wanted = Step(step) if step else None
    raise typer.Exit(doctor_of(home, shop, wanted, offline=offline, as_json=as_json))


if __name__ == "__main__":
    app()
