"""How one sandbox is started."""

from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Values given on the command line.

    `public_origin` is the address that browsers use; it goes into links (h5_url, OAuth, QR pictures).
    `notice_timeout_seconds` is WeChat's limit for answering a notice (five seconds).
    `refund_seconds` is how long a refund stays PROCESSING on the sandbox's clock before it ends.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8090
    smtp_port: int = 8025
    public_origin: str = "http://127.0.0.1:8090"
    notice_timeout_seconds: float = 5.0
    refund_seconds: float = 2.0

    @property
    def database_path(self) -> Path:
        """The only file that holds state; reset removes it."""
        return self.data_dir / "wxsandbox.sqlite3"
