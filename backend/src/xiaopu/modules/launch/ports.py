"""What the launch needs from outside: readers of the truth, one for each step."""

from typing import Protocol

import msgspec

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.modules.launch.domain.domains import DomainSet, ProbeResult
from xiaopu.modules.launch.domain.filing import Entrance
from xiaopu.modules.launch.domain.forms import FilingForm, VerificationForm
from xiaopu.modules.launch.domain.profile import (
    Account,
    CategoryPaper,
    NameAudit,
    NameOutcome,
    NameVerdict,
    NameWish,
    OwnCategories,
    ServiceCategoryNode,
)
from xiaopu.modules.launch.domain.pulse import Pulse
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.templates import Shape
from xiaopu.modules.launch.domain.truth import StepTruth
from xiaopu.modules.launch.domain.verification import Application
from xiaopu.modules.tenancy.api import ChannelKeys


class ScenePainter(Protocol):
    """Draws pictures of sample goods."""

    def scene(
        self, shape: Shape, hues: tuple[tuple[int, int, int], tuple[int, int, int]], *, wide: bool = False
    ) -> bytes:
        """A JPEG: square for goods, wide for a banner. Blocks; call it in a thread."""
        ...


class StepReader(Protocol):
    """Looks at one step: our own data in units, WeChat outside of them.

    Raises `DeskBusy` when WeChat does not answer: the step then stays as it is.
    """

    step: Step

    async def read(self, scope: ShopScope) -> StepTruth: ...


class Picture(msgspec.Struct, frozen=True):
    """A picture on its way to WeChat."""

    content: bytes
    content_type: str

    @property
    def filename(self) -> str:
        return "picture.png" if self.content_type == "image/png" else "picture.jpg"


class ProfileDesk(Protocol):
    """The face of a granted mini program. Every call refuses `wechat_busy` and `wechat_refused`."""

    async def account(self, appid: str) -> Account: ...

    async def categories(self, appid: str) -> OwnCategories: ...

    async def category_tree(self, appid: str) -> tuple[ServiceCategoryNode, ...]: ...

    async def upload(self, appid: str, picture: Picture) -> str:
        """The media id; WeChat keeps it for three days."""
        ...

    async def check_name(self, appid: str, name: str) -> NameVerdict: ...

    async def set_name(self, appid: str, wish: NameWish, *, is_person: bool) -> NameOutcome: ...

    async def name_audit(self, appid: str, audit_id: int) -> NameAudit: ...

    async def set_avatar(self, appid: str, media_id: str) -> None: ...

    async def set_introduction(self, appid: str, text: str) -> None: ...

    async def add_category(
        self, appid: str, node: ServiceCategoryNode, papers: tuple[CategoryPaper, ...]
    ) -> None: ...

    async def modify_category(
        self, appid: str, node: ServiceCategoryNode, papers: tuple[CategoryPaper, ...]
    ) -> None: ...

    async def delete_category(self, appid: str, first: int, second: int) -> None: ...


class SignDesk(Protocol):
    """Outside signs of an own mini program. Every call refuses `wechat_busy` and `wechat_refused`."""

    async def categories(self, keys: ChannelKeys) -> tuple[str, ...]:
        """Names of the categories that the template interface answers."""
        ...

    async def is_released(self, keys: ChannelKeys) -> bool:
        """Whether a live link or code can be made."""
        ...

    async def trade_managed(self, keys: ChannelKeys) -> bool:
        """Whether 发货信息管理 is opened."""
        ...


class PaySign(Protocol):
    """Whether the shop's merchant number can order with its AppID; None when there is nothing to try with."""

    async def can_order(self, scope: ShopScope) -> bool | None: ...


class Procedure(msgspec.Struct, frozen=True):
    """A joined application: taken under an id, or `hints` of (field, code) at fault."""

    procedure_id: str = ""
    pay_url: str = ""
    hints: tuple[tuple[str, str], ...] = ()


class VerificationDesk(Protocol):
    """微信认证 of a granted mini program. Every call refuses `wechat_busy` and `wechat_refused`."""

    async def submit(self, appid: str, form: VerificationForm, *, customer_type: int) -> Application: ...

    async def submit_again(
        self, appid: str, form: VerificationForm, *, customer_type: int, task_id: str
    ) -> Application: ...

    async def application(self, appid: str, task_id: str) -> Application: ...

    async def joined(self, appid: str, procedure_id: str) -> Application:
        """The verification part of a joined application."""
        ...

    async def submit_both(
        self, appid: str, form: VerificationForm, filing: FilingForm, *, customer_type: int
    ) -> Procedure: ...


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entry of one of WeChat's dictionaries."""

    type: int
    name: str
    subject_type: int | None = None
    parent: int | None = None
    remark: str = ""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A province, city or district by its code, and what is inside."""

    code: str
    name: str
    inside: "tuple[Place, ...]" = ()


class FilingChoices(msgspec.Struct, frozen=True):
    """What can be chosen in the form of a filing."""

    subject_types: tuple[Choice, ...]
    certificate_types: tuple[Choice, ...]
    services: tuple[Choice, ...]
    places: tuple[Place, ...]


class FaceCheck(msgspec.Struct, frozen=True):
    """A face check: finished, and WeChat's number for how."""

    finished: bool
    status: int | None = None


class FilingDesk(Protocol):
    """ICP 备案 of a granted mini program. Every call refuses `wechat_busy` and `wechat_refused`."""

    async def entrance(self, appid: str) -> Entrance: ...

    async def choices(self, appid: str) -> FilingChoices: ...

    async def upload(self, appid: str, key: str, picture: Picture) -> str:
        """The media id of a paper; `key` is one of `FILING_PAPERS`."""
        ...

    async def start_face(self, appid: str, *, with_verification: bool) -> str: ...

    async def face(self, appid: str, task_id: str) -> FaceCheck: ...

    async def apply(self, appid: str, form: FilingForm) -> tuple[tuple[str, str], ...]:
        """Hints of (field, code) at fault; none when it was taken."""
        ...

    async def take_back(self, appid: str) -> None: ...


class HostProber(Protocol):
    """Looks at a host over the network, as far as it gets."""

    async def probe(self, host: str, port: int = 443) -> ProbeResult: ...


class DomainDesk(Protocol):
    """Server domains at WeChat, for mini programs that were granted to the platform. Raises `DeskBusy`,
    `DeskRefused`.
    """

    async def domains(self, keys: ChannelKeys) -> DomainSet: ...

    async def set_domains(self, keys: ChannelKeys, wanted: DomainSet) -> DomainSet:
        """What WeChat says afterwards."""
        ...

    async def confirm_file(self, keys: ChannelKeys) -> tuple[str, str]:
        """(name, content) of the file for the root of a business domain."""
        ...


class HousePulse(Protocol):
    """How this house is, seen from itself."""

    @property
    def host(self) -> str: ...

    async def feel(self) -> Pulse:
        """Never raises for what the network does."""
        ...
