"""Wishing for a package, and for another try; the building is the worker's."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.compliance.api import weapp_profile
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.packages import LogLine, Origin, PackageAction, next_version
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.errors import PackageState, VersionTaken
from xiaopu.modules.releases.events import PackageWanted, UploadWanted
from xiaopu.modules.releases.usecases.move_package import MovePackage, move_package
from xiaopu.modules.tenancy.api import Channel, public_channels, write_audit
from xiaopu.modules.tenancy.errors import ChannelNotSet


class WantPackage(msgspec.Struct, frozen=True):
    """`profile` None: the one that the shop's subject may have. `object_key` is the zip of a build of the
    merchant's own; our build has none yet.
    """

    profile: Profile | None
    version: str | None
    description: str
    origin: Origin = Origin.HOUSE
    object_key: str | None = None


def want_package(uow: UnitOfWork, command: WantPackage) -> str:
    """The package's id. Refuses `channel_not_set` without an AppID and `version_taken`."""
    appid = public_channels(uow).appids.get(Channel.WEAPP)
    if not appid:
        raise ChannelNotSet
    version = command.version or next_version(uow.value(repository.NEWEST_VERSION))
    package_id = uow.new_id()
    added = uow.run(
        repository.ADD_PACKAGE[uow.dialect],
        id=package_id,
        version=version,
        description=command.description or f"小铺 {version}",
        profile=command.profile or Profile(weapp_profile(uow)),
        origin=command.origin,
        appid=appid,
        actor=uow.scope.actor[:60],
        object_key=command.object_key,
        log=(LogLine(0, "已排队", "Queued"),),
        now=uow.now,
    )
    if not added:
        raise VersionTaken(version=version)
    write_audit(
        uow, "code.package", f"package:{package_id}", after={"version": version, "origin": command.origin}
    )
    uow.emit(PackageWanted(package_id, 1))
    return package_id


def retry_package(uow: UnitOfWork, package_id: str) -> None:
    """Build it again after a failure; refuses `package_state`."""
    row = uow.row(repository.PACKAGE, wanted=package_id)
    if row is None:
        raise NotFound
    again = MovePackage(package_id, row.round, PackageAction.RETRY, ("再试一次", "Once more"))
    if not move_package(uow, again):
        raise PackageState(status=row.status)
    uow.emit(PackageWanted(package_id, row.round + 1))


def want_upload(uow: UnitOfWork, package_id: str) -> None:
    """Hand a built package to WeChat in the background. Refuses `package_state`, also for a package of
    another AppID than the shop's present one.
    """
    row = uow.row(repository.PACKAGE, wanted=package_id)
    if row is None:
        raise NotFound
    if row.appid != public_channels(uow).appids.get(Channel.WEAPP):
        raise PackageState(status="other_appid")
    if not uow.run(repository.WANT_UPLOAD, wanted=package_id, seen_round=row.round, now=uow.now):
        raise PackageState(status=row.status)
    write_audit(uow, "code.upload", f"package:{package_id}", after={"version": row.version})
    uow.emit(UploadWanted(package_id, row.round + 1))
