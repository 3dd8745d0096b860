"""Daily bills: apply for one, fetch it, prove its hash. Yesterday's is there from about ten in the morning.

The bytes come without a signature; what proves them is the SHA-1 in the signed answer to the application.
Whether that is taken before or after compression could not be confirmed, so either is accepted. Source:
pay.weixin.qq.com merchant/4012791866 (trade), 4012791867 (fund flow), 4012791868 (download).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import AsyncIterator
from datetime import date
from enum import StrEnum
from typing import BinaryIO

import httpx

from xiaopu.wechat.errors import UnreadableAnswer
from xiaopu.wechat.pay.channel import PayChannel
from xiaopu.wechat.transport import Endpoint
from xiaopu.wechat.wire import Answer

TRADE = Endpoint(method="GET", path="/v3/bill/tradebill", source="merchant/4012791866", repeatable=True)
FUND_FLOW = Endpoint(
    method="GET", path="/v3/bill/fundflowbill", source="merchant/4012791867", repeatable=True
)
DOWNLOAD = Endpoint(
    method="GET",
    path="/v3/billdownload/file",
    source="merchant/4012791868",
    repeatable=True,
    confirmed=False,
    note="whether the hash is over the compressed or the plain bytes: both are accepted",
)

BILL_LIMIT = 2 * 1024 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class BillKind(StrEnum):
    """Which transactions a trade bill lists."""

    ALL = "ALL"
    SUCCESS = "SUCCESS"
    REFUND = "REFUND"


class FundAccount(StrEnum):
    """Which account a fund-flow bill is about."""

    BASIC = "BASIC"
    OPERATION = "OPERATION"
    FEES = "FEES"


class BillTicket(Answer, frozen=True, kw_only=True):
    """Where a bill is, for five minutes, and its SHA-1."""

    hash_type: str
    hash_value: str
    download_url: str

    def __repr__(self) -> str:
        return "BillTicket(…)"


class Bills:
    """Bills of one merchant number, for the last three months, today excluded."""

    def __init__(self, channel: PayChannel) -> None:
        self._channel = channel

    async def trade(
        self, day: date, *, kind: BillKind = BillKind.ALL, sub_mchid: str | None = None
    ) -> BillTicket:
        """A ticket for the trade bill of `day` (Shanghai).

        Refused NO_STATEMENT_EXIST when nothing happened that day, STATEMENT_CREATING when it is too early.
        """
        query = {"bill_date": f"{day:%Y-%m-%d}", "bill_type": kind.value, "tar_type": "GZIP"}
        if sub_mchid is not None:
            query["sub_mchid"] = sub_mchid
        return await self._channel.call(TRADE, BillTicket, query=query)

    async def fund_flow(self, day: date, *, account: FundAccount = FundAccount.BASIC) -> BillTicket:
        """A ticket for the fund-flow bill of `day`; three calls a second at most."""
        query = {"bill_date": f"{day:%Y-%m-%d}", "account_type": account.value, "tar_type": "GZIP"}
        return await self._channel.call(FUND_FLOW, BillTicket, query=query)

    async def download(self, ticket: BillTicket, sink: BinaryIO, *, limit: int = BILL_LIMIT) -> int:
        """Writes the plain bill into `sink` as it comes, and gives its size in bytes.

        Raises UnreadableAnswer when the hash differs, the compression is broken or `limit` is passed; what
        is in `sink` is to be thrown away then.
        """
        url = httpx.URL(ticket.download_url)
        async with self._channel.download(DOWNLOAD, url.raw_path.decode("ascii")) as chunks:
            plain = _PlainBill(limit)
            async for piece in plain.unpacked(chunks):
                sink.write(piece)
        if ticket.hash_value.lower() not in plain.digests():
            raise _broken("hash differs from the promised one")
        return plain.size


class _PlainBill:
    """Unpacks a stream, compressed or not, and hashes it on both sides."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._outer = hashlib.sha1(usedforsecurity=False)
        self._inner = hashlib.sha1(usedforsecurity=False)
        self.size = 0

    def digests(self) -> set[str]:
        return {self._outer.hexdigest(), self._inner.hexdigest()}

    async def unpacked(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        head = b""
        unpacker: zlib._Decompress | None = None
        started = False
        async for chunk in chunks:
            self._outer.update(chunk)
            head += chunk
            if not started and len(head) < 2:
                continue
            if not started:
                started = True
                unpacker = zlib.decompressobj(wbits=31) if head.startswith(_GZIP) else None
            data, head = head, b""
            for piece in self._pieces(unpacker, data):
                yield piece
        if head:
            yield self._counted(head)
        if unpacker is not None and not unpacker.eof:
            raise _broken("compressed bill ends too early")

    def _pieces(self, unpacker: zlib._Decompress | None, data: bytes) -> list[bytes]:
        if unpacker is None:
            return [self._counted(data)]
        pieces = []
        while data and not unpacker.eof:
            try:
                pieces.append(self._counted(unpacker.decompress(data, 1024 * 1024)))
            except zlib.error:
                raise _broken("compression is broken") from None
            data = unpacker.unconsumed_tail
        return pieces

    def _counted(self, piece: bytes) -> bytes:
        self.size += len(piece)
        if self.size > self._limit:
            raise _broken("larger than allowed")
        self._inner.update(piece)
        return piece


def _broken(reason: str) -> UnreadableAnswer:
    return UnreadableAnswer(DOWNLOAD.name, reason, status=200, safe_to_retry=True)
