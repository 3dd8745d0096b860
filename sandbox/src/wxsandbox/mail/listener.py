"""A real SMTP server on loopback that accepts every mail and sends none on."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from wxsandbox.mail import inbox
from wxsandbox.world import World

MAX_BYTES = 10 * 1024 * 1024


class _Keeper:
    def __init__(self, world: World) -> None:
        self._world = world

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        inbox.keep(self._world, envelope.mail_from or "", list(envelope.rcpt_tos), raw)
        return "250 OK"


async def listen(world: World) -> asyncio.Server:
    """Starts listening; the caller closes the server."""
    keeper = _Keeper(world)
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: SMTP(
            keeper, data_size_limit=MAX_BYTES, enable_SMTPUTF8=True, loop=loop, hostname="wxsandbox"
        ),
        host=world.settings.host,
        port=world.settings.smtp_port,
    )
