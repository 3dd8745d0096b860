"""Our column types, the only ones that a table may use.

STRICT tables of SQLite know INTEGER, TEXT and BLOB; PostgreSQL gets its native types. What Python sees is
the same on both:

    Id        str of 20        TEXT (PostgreSQL: COLLATE "C", so that both sort by bytes)
    Text(n)   str, ≤ n         TEXT with a CHECK on length
    Fen       int              INTEGER / BIGINT; CHECK ≥ `least` unless signed
    Count     int              INTEGER / BIGINT; CHECK ≥ `least` unless signed
    Instant   aware datetime   INTEGER µs since 1970 UTC / timestamptz
    Flag      bool             INTEGER 0 or 1 / boolean
    Doc(T)    T, a struct      TEXT with json_valid / jsonb
    Bytes     bytes            BLOB / bytea

CHECKs are added by the table makers in `tables.py`, which ask each type for its own.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, DateTime, Integer, LargeBinary
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from xiaopu.kernel.ids import ID_LENGTH

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class _RawJsonb(JSONB):
    """jsonb that hands text through: `Doc` encodes and decodes."""

    def bind_processor(self, dialect: Dialect) -> None:
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        return None


# One object each: SQLAlchemy remembers what a dialect makes of a type by the type's identity, and asks for it
# whenever an IN is expanded.
_TEXT, _BYTEWISE_TEXT = SqlText(), SqlText(collation="C")
_INTEGER, _BIGINT, _BOOLEAN = Integer(), BigInteger(), Boolean()
_TIMESTAMP, _RAW_JSONB = DateTime(timezone=True), _RawJsonb()


class Text(TypeDecorator[str]):
    """Text of at most `most` characters."""

    impl = SqlText
    cache_ok = True

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _BYTEWISE_TEXT if dialect.name == "postgresql" else _TEXT

    def checks(self, column: str, dialect: str) -> list[str]:
        return [f"length({column}) <= {self.most}"]


class Id(Text):
    """An id of `xiaopu.kernel.ids`."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(ID_LENGTH)

    def checks(self, column: str, dialect: str) -> list[str]:
        return [f"length({column}) = {self.most}"]


class Count(TypeDecorator[int]):
    """A whole number, not below `least` (None: may be negative)."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, *, least: int | None = 0) -> None:
        super().__init__()
        self.least = least

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _BIGINT if dialect.name == "postgresql" else _INTEGER

    def checks(self, column: str, dialect: str) -> list[str]:
        return [] if self.least is None else [f"{column} >= {self.least}"]


class Fen(Count):
    """Money in fen."""

    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """An aware moment; stored to the microsecond."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _TIMESTAMP if dialect.name == "postgresql" else _INTEGER

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name == "postgresql":
            return None if value is None else value.astimezone(UTC)
        return _EPOCH + timedelta(microseconds=value)

    def checks(self, column: str, dialect: str) -> list[str]:
        return []


class Flag(TypeDecorator[bool]):
    """True or false."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _BOOLEAN if dialect.name == "postgresql" else _INTEGER

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)

    def checks(self, column: str, dialect: str) -> list[str]:
        return [f"{column} IN (0, 1)"] if dialect == "sqlite" else []


class Doc(TypeDecorator[Any]):
    """A JSON document of one named msgspec type; decoded strictly on the way out."""

    impl = SqlText
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._decoder = msgspec.json.Decoder(kind)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _RAW_JSONB if dialect.name == "postgresql" else _TEXT

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self._decoder.decode(value)

    def checks(self, column: str, dialect: str) -> list[str]:
        # Before 3.45 SQLite says that NULL is no JSON.
        return [f"{column} IS NULL OR json_valid({column})"] if dialect == "sqlite" else []


class Bytes(TypeDecorator[bytes]):
    """Sealed or hashed bytes."""

    impl = LargeBinary
    cache_ok = True

    def checks(self, column: str, dialect: str) -> list[str]:
        return []
