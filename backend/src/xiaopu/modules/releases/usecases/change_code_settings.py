"""What goes into packages and declarations: accent, further domains, privacy contact, purposes."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.releases import repository
from xiaopu.modules.releases.domain.declaring import Contact
from xiaopu.modules.releases.domain.private_apis import KINDS
from xiaopu.modules.releases.schemas import CodeSettingsIn
from xiaopu.modules.tenancy.api import write_audit


def change_code_settings(uow: UnitOfWork, wanted: CodeSettingsIn) -> None:
    """Replace them as a whole; refuses privacy keys that WeChat does not know."""
    for key in wanted.purposes:
        if key not in KINDS:
            raise InvalidInput.at(f"purposes.{key}", "unknown_privacy_key", "微信没有这个隐私类型")
    contact = Contact(**{name: getattr(wanted.contact, name) for name in Contact.__struct_fields__})
    uow.run(
        repository.PUT_SETTINGS[uow.dialect],
        accent=wanted.accent,
        domains=wanted.domains,
        contact=contact,
        purposes=dict(wanted.purposes),
        updated_at=uow.now,
    )
    write_audit(
        uow,
        "code.settings",
        f"shop:{uow.shop_id}",
        after={"accent": wanted.accent, "domains": list(wanted.domains)},
    )


def note_declared(uow: UnitOfWork, keys: tuple[str, ...]) -> None:
    """WeChat has these in its privacy guide now."""
    uow.run(repository.SET_DECLARED, keys=keys, now=uow.now)
