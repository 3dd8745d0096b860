"""What neighbours may ask of platform."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.access import NEEDED_RIGHTS, AccessState, Mode, NeededRight, Source
from xiaopu.modules.platform.domain.findings import PUSHED, SAID, Finding, finding_of
from xiaopu.modules.platform.domain.registrations import (
    REGISTRATION_TRANSITIONS,
    RegistrationState,
    SubjectKind,
)
from xiaopu.modules.platform.flows.grant import GrantFlows
from xiaopu.modules.platform.flows.register import RegistrationFlows
from xiaopu.modules.platform.queries import access_of, newest_registration, shop_of
from xiaopu.modules.platform.schemas import GrantPage, RegistrationIn, RegistrationView, WeappAccess
from xiaopu.modules.platform.usecases.grants import release_weapp
from xiaopu.modules.platform.usecases.keep_push import CONTENT


def push_content(read: ReadScope, key: str, *, vault: Vault) -> dict[str, object]:
    """What a push said, as WeChat wrote it (in XML all values are texts); refuses `not_found`, also after
    a month.
    """
    sealed = read.value(repository.PUSH_CONTENT, wanted=key)
    if sealed is None:
        raise NotFound
    return msgspec.json.decode(vault.open(sealed, CONTENT), type=dict[str, object])


__all__ = [
    "NEEDED_RIGHTS",
    "PUSHED",
    "REGISTRATION_TRANSITIONS",
    "SAID",
    "AccessState",
    "Finding",
    "GrantFlows",
    "GrantPage",
    "Mode",
    "NeededRight",
    "RegistrationFlows",
    "RegistrationIn",
    "RegistrationState",
    "RegistrationView",
    "Source",
    "SubjectKind",
    "WeappAccess",
    "access_of",
    "finding_of",
    "newest_registration",
    "push_content",
    "release_weapp",
    "shop_of",
]
