"""Everything that one running sandbox consists of."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from wxsandbox import sealing
from wxsandbox.clock import Clock
from wxsandbox.faults import Faults
from wxsandbox.journal import Journal
from wxsandbox.settings import Settings
from wxsandbox.store import Store


class Keyring:
    """Parsed keys by PEM text: parsing an RSA key costs more than using it."""

    def __init__(self) -> None:
        self._private: dict[str, rsa.RSAPrivateKey] = {}
        self._certified: dict[str, rsa.RSAPublicKey] = {}

    def private(self, pem: str) -> rsa.RSAPrivateKey:
        """The private key of this PEM."""
        if pem not in self._private:
            self._private[pem] = sealing.private_key(pem)
        return self._private[pem]

    def certified(self, pem: str) -> rsa.RSAPublicKey:
        """The public key of this certificate."""
        if pem not in self._certified:
            self._certified[pem] = sealing.certificate_key(pem)
        return self._certified[pem]


@dataclass(slots=True)
class World:
    """Handed to every operation. `wake` is set when something may have become due."""

    settings: Settings
    store: Store
    clock: Clock
    journal: Journal
    faults: Faults
    keys: Keyring = field(default_factory=Keyring)
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def open(cls, settings: Settings) -> "World":
        """Opens or creates the database under the data folder."""
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        store = Store(settings.database_path)
        clock = Clock(store)
        return cls(settings, store, clock, Journal(store, clock), Faults(store, clock))

    def setting(self, name: str, default: str) -> str:
        """A value kept in the database, such as the seconds a refund takes."""
        row = self.store.one("SELECT value FROM setting WHERE name = :name", name=name)
        return default if row is None else str(row["value"])

    def keep_setting(self, name: str, value: Any) -> None:
        """Writes such a value."""
        self.store.run(
            "INSERT INTO setting VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value",
            name=name,
            value=str(value),
        )
