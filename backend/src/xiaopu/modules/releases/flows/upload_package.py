"""Handing a package to WeChat: as the platform's template for granted mini programs, else with the upload
key.
"""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import structlog

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.infra.storage import ObjectStore
from xiaopu.kernel.errors import Refusal
from xiaopu.modules.releases import queries, repository
from xiaopu.modules.releases.domain.manifest import tree_of
from xiaopu.modules.releases.domain.packages import LogLine, Origin, PackageAction
from xiaopu.modules.releases.domain.stamping import APP_FILE, STAMP_FILE
from xiaopu.modules.releases.errors import NotStampedHere, UploadFailed, WechatCodeRefused
from xiaopu.modules.releases.events import PackageUploaded, UploadWanted
from xiaopu.modules.releases.flows.access import desk_of
from xiaopu.modules.releases.flows.archives import unpack
from xiaopu.modules.releases.ports import CodeDesk, CodeUploader, Commitment, Desk, Upload
from xiaopu.modules.releases.schemas import PackageView
from xiaopu.modules.releases.usecases.move_package import MovePackage, Words, move_package, note_progress
from xiaopu.modules.releases.usecases.set_upload_key import open_upload_key
from xiaopu.modules.releases.usecases.want_package import want_upload

log = structlog.get_logger()

_MOST_ERROR = 300


class CodeUpload:
    """`run` is the consumer of `UploadWanted`. What may heal is raised, so that the outbox tries again."""

    def __init__(
        self, units: Units, vault: Vault, store: ObjectStore, *, uploader: CodeUploader, desk: CodeDesk
    ) -> None:
        self._units = units
        self._vault = vault
        self._store = store
        self._uploader = uploader
        self._desk = desk

    async def want(self, scope: ShopScope, package_id: str) -> PackageView:
        """Upload in the background. Refuses `package_state`, and `upload_key_missing` right away."""

        def wish(uow: UnitOfWork) -> PackageView:
            desk = desk_of(uow, vault=self._vault)
            row = uow.row(repository.PACKAGE, wanted=package_id)
            if row is not None and not _by_template(desk, row):
                open_upload_key(uow, desk.appid, vault=self._vault)
            want_upload(uow, package_id)
            return queries.package_view(uow, package_id)

        return await self._units.write(scope, wish)

    async def run(self, scope: ShopScope, event: UploadWanted) -> None:
        """Claim, hand in, record."""
        if not await self._move(scope, event, PackageAction.UPLOAD, ("开始上传", "Uploading")):
            return
        try:
            lines = await self._hand_in(scope, event)
        except Refusal as refusal:
            await self._bounce(scope, event, refusal)
            if _may_heal(refusal):
                raise
            return
        for line in lines[:20]:
            await self._units.write(
                scope, note_progress, event.package_id, event.round, LogLine(0, line, line, 80)
            )

        def accept(uow: UnitOfWork) -> bool:
            words = ("微信已收下，成为体验版", "WeChat has it as the experience version")
            command = MovePackage(event.package_id, event.round, PackageAction.ACCEPT, words)
            if not move_package(uow, command):
                return False
            row = uow.row(repository.PACKAGE, wanted=event.package_id)
            uow.publish(PackageUploaded(event.package_id, row.version if row is not None else ""))
            return True

        await self._units.write(scope, accept)
        log.info("releases.uploaded", package_id=event.package_id)

    async def _hand_in(self, scope: ShopScope, event: UploadWanted) -> list[str]:
        row = await self._units.read(
            scope, lambda read: read.row(repository.PACKAGE, wanted=event.package_id)
        )
        desk = await self._units.read(scope, desk_of, vault=self._vault)
        if row is None:
            raise NotStampedHere(why="package is gone")
        content = await self._store.read(row.object_key)
        if _by_template(desk, row):
            files = await asyncio.to_thread(unpack, content)
            template = await self._desk.put_template(desk, _commitment(row, files))
            return [f"template {template} → {row.version}"]

        def key(read: ReadScope) -> Upload:
            opened = open_upload_key(read, desk.appid, vault=self._vault)
            return Upload(desk.appid, row.version, row.description, opened.robot, opened.pem, content)

        return list(await self._uploader.upload(await self._units.read(scope, key)))

    async def _bounce(self, scope: ShopScope, event: UploadWanted, refusal: Refusal) -> None:
        words = (refusal.detail_zh, refusal.detail_en)
        said = refusal.data.get("wechat_code")
        code = f"{refusal.code}/{said}" if said else refusal.code
        values = {"upload_error": f"{code}: {refusal.detail_zh}"[:_MOST_ERROR]}
        await self._move(scope, event, PackageAction.BOUNCE, words, values)
        log.warning("releases.upload_failed", package_id=event.package_id, code=refusal.code)

    async def _move(  # noqa: PLR0917 (one move with everything that it writes)
        self,
        scope: ShopScope,
        event: UploadWanted,
        action: PackageAction,
        words: Words,
        values: dict[str, Any] | None = None,
    ) -> bool:
        command = MovePackage(event.package_id, event.round, action, words, values or {})
        return await self._units.write(scope, move_package, command)


def _by_template(desk: Desk, row: Any) -> bool:
    """A granted mini program gets our code as the platform's template; a build of the merchant's own cannot
    be one.
    """
    return desk.granted and row.origin == Origin.HOUSE


def _may_heal(refusal: Refusal) -> bool:
    if isinstance(refusal, UploadFailed):
        return refusal.retryable
    return isinstance(refusal, WechatCodeRefused) and bool(refusal.data.get("retryable"))


def _commitment(row: Any, files: dict[str, bytes]) -> Commitment:
    """ext_json: what the stamp says as `ext`, and of app.json what differs between shops."""
    app = tree_of(files.get(APP_FILE, b"")) or {}
    script = files.get(STAMP_FILE, b"").decode()
    stamp = tree_of(script[script.find("{") : script.rfind("}") + 1].encode()) or {}
    origin = urlsplit(str(stamp.get("api_base", "")))
    extra: dict[str, Any] = {
        "extEnable": True,
        "extAppid": row.appid,
        "directCommit": False,
        "ext": {"stamp": stamp, "host": origin.netloc},
        "window": {"navigationBarTitleText": app.get("window", {}).get("navigationBarTitleText", "")},
    }
    for name in ("pages", "subPackages", "tabBar"):
        if row.profile == "showcase" and name in app:
            extra[name] = app[name]
    return Commitment(row.version, row.description, extra)
