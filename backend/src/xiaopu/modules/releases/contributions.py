"""What releases give to the whole."""

from collections.abc import Sequence
from typing import Any

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.outbox import Consumer
from xiaopu.infra.storage import ObjectStore
from xiaopu.infra.worker import Schedule
from xiaopu.modules.platform.events import WeappAuditMoved
from xiaopu.modules.releases.events import PackageWanted, UploadWanted
from xiaopu.modules.releases.flows.build_package import Packaging
from xiaopu.modules.releases.flows.coach import Coaching
from xiaopu.modules.releases.flows.prepare_review import Preparing
from xiaopu.modules.releases.flows.review_code import Reviewing
from xiaopu.modules.releases.flows.upload_package import CodeUpload
from xiaopu.modules.releases.handlers import on_audit
from xiaopu.modules.releases.http.console import CONSOLE_ROUTES
from xiaopu.modules.releases.ports import CodeDesk, CodeUploader, OutsideSigns, WeappBuild
from xiaopu.modules.releases.tasks import EVERY, ReviewWatch

__all__ = ["CONSOLE_ROUTES", "PUBLISHED", "Outside", "ReleaseFlows"]

PUBLISHED: list[tuple[type, Any]] = [(WeappAuditMoved, on_audit)]


class Outside(msgspec.Struct, frozen=True):
    """The adapters behind the ports."""

    weapp: WeappBuild
    uploader: CodeUploader
    desk: CodeDesk
    signs: OutsideSigns


class ReleaseFlows:
    """The flows of releases in one process."""

    def __init__(
        self, units: Units, vault: Vault, store: ObjectStore, *, outside: Outside, public_url: str
    ) -> None:
        desk, signs = outside.desk, outside.signs
        self.packaging = Packaging(units, vault, outside.weapp, store, public_url=public_url)
        self.code_upload = CodeUpload(units, vault, store, uploader=outside.uploader, desk=desk)
        self.coaching = Coaching(units, vault, desk=desk, signs=signs)
        self.reviewing = Reviewing(units, vault, desk, signs=signs, coaching=self.coaching)
        self.preparing = Preparing(units, vault, desk)
        self._watch = ReviewWatch(units, self.reviewing)

    def services(self) -> dict[str, Any]:
        """By the names that HTTP handlers ask for."""
        names = ("packaging", "code_upload", "coaching", "reviewing", "preparing")
        return {name: getattr(self, name) for name in names}

    def consumers(self) -> Sequence[tuple[str, type, Consumer]]:
        """(name, event, consumer) for the outbox."""
        return (
            ("releases.build", PackageWanted, self.packaging.build),
            ("releases.upload", UploadWanted, self.code_upload.run),
        )

    def schedules(self) -> Sequence[Schedule]:
        """Work that comes round."""
        return (Schedule("releases.watch", self._watch.run, every=EVERY),)
