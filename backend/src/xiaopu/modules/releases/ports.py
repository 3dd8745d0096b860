"""What releases need from outside. Every call raises refusals of `errors`, never WeChat's own exceptions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from xiaopu.modules.releases.domain.declaring import Contact, Declared
from xiaopu.modules.releases.domain.review import CategoryItem, Submission


class Desk(msgspec.Struct, frozen=True):
    """The mini program in whose name WeChat is spoken to. `repr` shows the AppID alone."""

    appid: str
    secret: str | None
    granted: bool

    def __repr__(self) -> str:
        return f"Desk({self.appid})"


class Upload(msgspec.Struct, frozen=True):
    """A package and the key that opens WeChat's desk for it. `repr` shows neither."""

    appid: str
    version: str
    desc: str
    robot: int
    key_pem: str
    package: bytes

    def __repr__(self) -> str:
        return f"Upload({self.appid}, {self.version})"


class CodeUploader(Protocol):
    """Hands a package in as the experience version, with the merchant's upload key."""

    async def upload(self, upload: Upload) -> Sequence[str]:
        """What the desk said, line by line, for the log. Raises `UploadFailed` and its kin."""
        ...


class Commitment(msgspec.Struct, frozen=True):
    """The platform's template for one shop: `extra` is ext_json without what the adapter adds."""

    version: str
    desc: str
    extra: Mapping[str, object]


class Picture(msgspec.Struct, frozen=True):
    content: bytes
    content_type: str


class News(msgspec.Struct, frozen=True):
    """How a submission stands at WeChat; `status` is WeChat's number."""

    audit_id: int | None
    status: int
    reason: str = ""
    screenshots: tuple[str, ...] = ()


class AuditQuota(msgspec.Struct, frozen=True):
    """Submissions and speed-ups left this month, for the whole platform."""

    rest: int
    limit: int
    speedup_rest: int
    speedup_limit: int


class OldVersion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version at WeChat that can be gone back to."""

    app_version: int
    version: str = ""
    desc: str = ""
    at: datetime | None = None


class VersionsThere(msgspec.Struct, frozen=True, omit_defaults=True):
    """What WeChat says is on trial and released."""

    trial: str = ""
    released: str = ""


class PrivacyThere(msgspec.Struct, frozen=True):
    """What is set at WeChat: keys, and whether somebody can be reached."""

    keys: tuple[str, ...]
    contact: bool


class CodeDesk(Protocol):
    """WeChat's desk for the code of mini programs that are granted to the platform."""

    async def put_template(self, desk: Desk, wanted: Commitment) -> int:
        """The number of the template that became the experience version. `NotStampedHere` without any."""
        ...

    async def trial_code(self, desk: Desk, path: str) -> Picture: ...

    async def bind_tester(self, desk: Desk, wechat_id: str) -> str: ...

    async def unbind_tester(self, desk: Desk, userstr: str) -> None: ...

    async def categories(self, desk: Desk) -> list[CategoryItem]: ...

    async def set_privacy(self, desk: Desk, contact: Contact, items: Sequence[Declared]) -> None: ...

    async def privacy(self, desk: Desk) -> PrivacyThere: ...

    async def keep_picture(self, desk: Desk, name: str, content: bytes) -> str: ...

    async def submit(self, desk: Desk, submission: Submission, feedback: str) -> int: ...

    async def news(self, desk: Desk, audit_id: int | None) -> News: ...

    async def withdraw(self, desk: Desk) -> None: ...

    async def speed_up(self, desk: Desk, audit_id: int) -> None: ...

    async def quota(self, desk: Desk) -> AuditQuota: ...

    async def release(self, desk: Desk) -> None: ...

    async def start_gray(self, desk: Desk, percent: int) -> None: ...

    async def stop_gray(self, desk: Desk) -> None: ...

    async def history(self, desk: Desk) -> list[OldVersion]: ...

    async def versions(self, desk: Desk) -> VersionsThere: ...

    async def roll_back(self, desk: Desk, app_version: int | None) -> None: ...


class OutsideSigns(Protocol):
    """What a mini program shows to whoever asks, in either mode."""

    async def is_released(self, desk: Desk, page: str) -> bool:
        """Whether `page` is in the released version: a code of it can be made (no 41030, no 85079)."""
        ...

    async def trade_managed(self, desk: Desk) -> bool: ...

    async def categories(self, desk: Desk) -> list[str]:
        """Names of the accepted categories, `first>second` where WeChat says both."""
        ...


class WeappBuild(Protocol):
    """The mini program as it lies on this server."""

    async def built(self) -> dict[str, bytes]:
        """Files of the prebuilt package. Raises `NotStampedHere`."""
        ...

    async def source(self) -> dict[str, bytes]:
        """Files of its source. Raises `SourceNotHere`."""
        ...
