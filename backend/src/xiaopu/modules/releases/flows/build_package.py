"""Making packages: our prebuilt one stamped for the shop, or a merchant's own build, both audited, in the
background, with a log that people can watch.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import ObjectMissing, ObjectStore
from xiaopu.modules.releases import queries, repository
from xiaopu.modules.releases.domain.audit import AuditFacts, AuditReport, audit_package
from xiaopu.modules.releases.domain.packages import LogLine, Origin, PackageAction
from xiaopu.modules.releases.domain.stamping import (
    NotStampable,
    Profile,
    Stamp,
    Theme,
    stamped,
)
from xiaopu.modules.releases.errors import ArchiveRefused, NotStampedHere, SourceNotHere
from xiaopu.modules.releases.events import PackageWanted
from xiaopu.modules.releases.flows.archives import pack, unpack
from xiaopu.modules.releases.ports import WeappBuild
from xiaopu.modules.releases.schemas import PackageIn, PackageView
from xiaopu.modules.releases.usecases.move_package import MovePackage, Words, move_package, note_progress
from xiaopu.modules.releases.usecases.want_package import WantPackage, retry_package, want_package
from xiaopu.modules.tenancy.api import Channel, beacon_token, public_channels, shop_face

log = structlog.get_logger()

_MOST_FINDINGS = 300


class ShopOfPackage(msgspec.Struct, frozen=True):
    """What is stamped into a package, and what its audit is told."""

    stamp: Stamp
    title: str
    facts: AuditFacts


class Packaging:
    """`build` is the consumer of `PackageWanted`; harmless when run twice."""

    def __init__(
        self, units: Units, vault: Vault, weapp: WeappBuild, store: ObjectStore, *, public_url: str
    ) -> None:
        self._units = units
        self._vault = vault
        self._weapp = weapp
        self._store = store
        self._public_url = public_url

    async def want(self, scope: ShopScope, wanted: PackageIn) -> PackageView:
        """Leave the making to the worker; refuses `channel_not_set`, `version_taken`."""
        command = WantPackage(wanted.profile, wanted.version, wanted.description)
        package_id = await self._units.write(scope, want_package, command)
        return await self._units.read(scope, queries.package_view, package_id)

    async def want_own(self, scope: ShopScope, wanted: PackageIn, content: bytes) -> PackageView:
        """A build of the merchant's own. Refuses `archive_refused` before anything is kept."""
        await asyncio.to_thread(unpack, content)
        key = await self._store.put(scope.shop_id, "zip", content)
        command = WantPackage(wanted.profile, wanted.version, wanted.description, Origin.OWN, key)
        package_id = await self._units.write(scope, want_package, command)
        return await self._units.read(scope, queries.package_view, package_id)

    async def retry(self, scope: ShopScope, package_id: str) -> PackageView:
        """Once more after a failure; refuses `package_state`."""
        await self._units.write(scope, retry_package, package_id)
        return await self._units.read(scope, queries.package_view, package_id)

    async def package_zip(self, scope: ShopScope, package_id: str) -> tuple[str, bytes]:
        """(version, zip) of a built package; `file_not_found` before it is built."""
        row = await self._units.read(scope, lambda read: read.row(repository.PACKAGE, wanted=package_id))
        if row is None or row.object_key is None or row.sha256 is None:
            raise ObjectMissing
        return row.version, await self._store.read(row.object_key)

    async def source_zip(self, scope: ShopScope) -> bytes:
        """The client's source, configured for the shop; nothing in it is secret. `source_not_here`."""
        shop = await self._units.read(scope, self._shop, "0.0.0", Profile.MALL)
        files = await self._weapp.source()
        if not files:
            raise SourceNotHere
        files["xiaopu.stamp.json"] = msgspec.json.format(msgspec.json.encode(shop.stamp), indent=2)
        files["XIAOPU.md"] = _GUIDE.format(appid=shop.stamp.appid, api=shop.stamp.api_base).encode()
        return await asyncio.to_thread(pack, files)

    async def build(self, scope: ShopScope, event: PackageWanted) -> None:
        """Claim, read, stamp, audit, pack, keep. A package that cannot be made says why in its log."""
        row = await self._units.read(
            scope, lambda read: read.row(repository.PACKAGE, wanted=event.package_id)
        )
        started = ("开始", "Started")
        if row is None or not await self._move(scope, event, PackageAction.START, started):
            return
        try:
            await self._make(scope, event, row)
        except (NotStampedHere, ArchiveRefused, ObjectMissing, NotStampable) as trouble:
            zh = getattr(trouble, "detail_zh", f"预构建包不可用：{trouble}")
            en = getattr(trouble, "detail_en", str(trouble))
            await self._move(scope, event, PackageAction.FAIL, (zh, en))
            log.warning("releases.package_failed", package_id=event.package_id, why=type(trouble).__name__)

    async def _make(self, scope: ShopScope, event: PackageWanted, row: Any) -> None:
        shop = await self._units.read(scope, self._shop, row.version, Profile(row.profile))
        if row.origin == Origin.OWN:
            content = await self._store.read(row.object_key)
            files = await asyncio.to_thread(unpack, content)
            await self._note(
                scope, event, LogLine(0, f"读入 {len(files)} 个文件", f"{len(files)} files read", 25)
            )
        else:
            built = await self._weapp.built()
            await self._note(
                scope,
                event,
                LogLine(0, f"取出预构建包 {len(built)} 个文件", f"{len(built)} prebuilt files", 25),
            )
            files = await asyncio.to_thread(stamped, built, shop.stamp, title=shop.title)
            said = (
                f"写入店铺配置：{shop.stamp.appid} · {shop.stamp.profile}",
                f"Stamped for {shop.stamp.appid}",
            )
            await self._note(scope, event, LogLine(0, *said, 45))
        report = await asyncio.to_thread(audit_package, files, shop.facts)
        await self._note(scope, event, _found(report))
        content = await asyncio.to_thread(pack, files)
        await self._keep(scope, event, report, content)

    async def _keep(
        self, scope: ShopScope, event: PackageWanted, report: AuditReport, content: bytes
    ) -> None:
        key = await self._store.put(scope.shop_id, "zip", content)
        action = PackageAction.REFUSE if report.blocked else PackageAction.FINISH
        words = (
            ("检查有错误，不能上传", "The audit found errors: not to be uploaded")
            if report.blocked
            else (f"已打包，{len(content) // 1024} KB", f"Packed, {len(content) // 1024} KB")
        )
        values = {
            "findings": tuple(report.findings[:_MOST_FINDINGS]),
            "sizes": report.sizes,
            "pages": tuple(report.pages),
            "apis": tuple(report.apis),
            "privacy": tuple(report.privacy),
            "sha256": hashlib.sha256(content).hexdigest(),
            "zip_bytes": len(content),
            "object_key": key,
        }
        if not await self._move(scope, event, action, words, values):
            await self._store.delete(key)
        log.info("releases.package", package_id=event.package_id, blocked=report.blocked)

    def _shop(self, read: ReadScope, version: str, profile: Profile) -> ShopOfPackage:
        slug, name, _ = shop_face(read)
        settings = queries.code_settings(read)
        host = urlsplit(self._public_url).hostname or ""
        stamp = Stamp(
            api_base=self._public_url,
            slug=slug,
            appid=public_channels(read).appids.get(Channel.WEAPP, ""),
            version=version,
            profile=profile,
            beacon=beacon_token(self._vault, read.shop_id),
            theme=Theme(settings.accent),
        )
        return ShopOfPackage(stamp, name, AuditFacts((host, *settings.domains), self._public_url))

    async def _move(  # noqa: PLR0917 (one move with everything that it writes)
        self,
        scope: ShopScope,
        event: PackageWanted,
        action: PackageAction,
        words: Words,
        values: Mapping[str, Any] | None = None,
    ) -> bool:
        command = MovePackage(event.package_id, event.round, action, words, dict(values or {}))
        return await self._units.write(scope, move_package, command)

    async def _note(self, scope: ShopScope, event: PackageWanted, line: LogLine) -> None:
        await self._units.write(scope, note_progress, event.package_id, event.round, line)


def _found(report: AuditReport) -> LogLine:
    errors = sum(1 for one in report.findings if one.severity == "error")
    zh = f"检查完成：{errors} 处错误，{len(report.findings) - errors} 条提醒"
    return LogLine(0, zh, f"Audited: {errors} errors, {len(report.findings) - errors} remarks", 75)


_GUIDE = """# 小铺小程序源码

这是为 AppID {appid} 配置好的源码，接口地址 {api}，不含任何密钥。

1. 安装 Node 22 以上，在本目录运行 `npm ci`，再运行 `npm run build:weapp`。
2. 把 xiaopu.stamp.json 的内容写进构建结果：
   `node scripts/stamp-weapp.mjs dist/build/mp-weixin "$(cat xiaopu.stamp.json)"`
3. 把 dist/build/mp-weixin 打成 zip，在商家后台「小程序版本 → 上传自己的代码包」交给检查和上传。
"""
