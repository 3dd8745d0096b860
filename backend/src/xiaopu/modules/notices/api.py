"""What neighbours may ask of notices."""

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.notices import repository
from xiaopu.modules.notices.usecases.keep_push import CONTENT


def push_content(read: ReadScope, key: str, *, vault: Vault) -> dict[str, object]:
    """What a push said, as WeChat wrote it (in XML all values are texts); refuses `not_found`, also after
    a month.
    """
    sealed = read.value(repository.PUSH_CONTENT, wanted=key)
    if sealed is None:
        raise NotFound
    return msgspec.json.decode(vault.open(sealed, CONTENT), type=dict[str, object])


__all__ = ["push_content"]
