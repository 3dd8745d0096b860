"""A vault with keys of its own, for one test."""

import secrets

from xiaopu.infra.crypto.blind_index import BlindIndex
from xiaopu.infra.crypto.keyring import Keyring
from xiaopu.infra.crypto.vault import Vault


def fresh_vault() -> Vault:
    """Keys that were never used before."""
    return Vault(Keyring([secrets.token_bytes(32)]), BlindIndex(secrets.token_bytes(32)))
