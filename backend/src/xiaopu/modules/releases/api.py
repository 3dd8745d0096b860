"""What launch and others may ask of releases."""

import msgspec

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.releases import queries
from xiaopu.modules.releases.domain.audit import AuditFacts, AuditReport, audit_package
from xiaopu.modules.releases.domain.coach import Point
from xiaopu.modules.releases.domain.declaring import Declared, declaration
from xiaopu.modules.releases.domain.findings import CodeFinding, Severity
from xiaopu.modules.releases.domain.private_apis import KINDS, PrivacyKind
from xiaopu.modules.releases.domain.rejections import Clause, clauses_of
from xiaopu.modules.releases.domain.review import ReviewStatus
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.flows.archives import pack, read_folder, unpack
from xiaopu.modules.releases.flows.build_package import Packaging
from xiaopu.modules.releases.flows.coach import Coaching
from xiaopu.modules.releases.flows.prepare_review import Preparing
from xiaopu.modules.releases.flows.review_code import Reviewing
from xiaopu.modules.releases.flows.upload_package import CodeUpload
from xiaopu.modules.releases.queries import goods_seen
from xiaopu.modules.releases.schemas import CoachView, PackageIn, PackageRow, ReviewRow, SubmitIn
from xiaopu.modules.tenancy.api import Channel, public_channels


class CodeState(msgspec.Struct, frozen=True, omit_defaults=True):
    """L4: `newest` is what was last wished for, `uploaded` what WeChat has of the present AppID."""

    upload_key_set: bool
    newest: PackageRow | None = None
    uploaded: PackageRow | None = None


class ReleaseState(msgspec.Struct, frozen=True, omit_defaults=True):
    """L5: `latest` is the newest submission, `released` what is out as far as WeChat has told us."""

    latest: ReviewRow | None = None
    released: ReviewRow | None = None

    @property
    def status(self) -> str:
        """`none` before the first submission."""
        return self.latest.status if self.latest is not None else "none"


def code_state(read: ReadScope) -> CodeState:
    """How the code of the shop stands: at most four statements, no seal is opened."""
    appid = public_channels(read).appids.get(Channel.WEAPP)
    return CodeState(
        queries.upload_key_view(read, appid).set,
        queries.newest_package(read),
        queries.uploaded_row(read, appid) if appid else None,
    )


def release_state(read: ReadScope) -> ReleaseState:
    """How review and release of the present AppID stand: three statements."""
    appid = public_channels(read).appids.get(Channel.WEAPP)
    if appid is None:
        return ReleaseState()
    return ReleaseState(queries.latest_review(read, appid), queries.released_review(read, appid))


__all__ = [
    "KINDS",
    "AuditFacts",
    "AuditReport",
    "Clause",
    "CoachView",
    "Coaching",
    "CodeFinding",
    "CodeState",
    "CodeUpload",
    "Declared",
    "PackageIn",
    "PackageRow",
    "Packaging",
    "Point",
    "Preparing",
    "PrivacyKind",
    "Profile",
    "ReleaseState",
    "ReviewRow",
    "ReviewStatus",
    "Reviewing",
    "Severity",
    "SubmitIn",
    "audit_package",
    "clauses_of",
    "code_state",
    "declaration",
    "goods_seen",
    "pack",
    "read_folder",
    "release_state",
    "unpack",
]
