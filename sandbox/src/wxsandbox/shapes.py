"""Identifiers in WeChat's shapes. All randomness comes from the operating system."""

import base64
import secrets
import string

from wxsandbox.clock import compact

_ALNUM = string.ascii_letters + string.digits


def letters(length: int) -> str:
    """Letters and digits, as in nonces and keys."""
    return "".join(secrets.choice(_ALNUM) for _ in range(length))


def digits(length: int) -> str:
    """Decimal digits, leading zeros included."""
    return "".join(secrets.choice(string.digits) for _ in range(length))


def web_text(length: int) -> str:
    """Characters of base64url, as in openids and codes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(length)).decode()[:length]


def new_appid() -> str:
    """wx and sixteen hex digits."""
    return "wx" + secrets.token_hex(8)


def new_mchid() -> str:
    """Ten digits that begin with 16 or so, as recent merchant numbers do."""
    return "16" + digits(8)


def new_openid() -> str:
    """Twenty-eight characters that begin with o."""
    return "o" + web_text(27)


def new_public_key_id(mchid: str, now_ms: int) -> str:
    """PUB_KEY_ID_ with 01, the merchant number, the day and eight zeros."""
    return f"PUB_KEY_ID_01{mchid}{compact(now_ms)[:8]}00{digits(8)}"


def new_prepay_id(now_ms: int) -> str:
    """wx, fourteen digits of time and twenty hex digits."""
    return f"wx{compact(now_ms)}{secrets.token_hex(10)}"


def new_transaction_id(now_ms: int) -> str:
    """Twenty-eight digits, with the day inside."""
    return f"4200{digits(6)}{compact(now_ms)[:8]}{digits(10)}"


def new_refund_id(now_ms: int) -> str:
    """Twenty-eight digits, with the day inside."""
    return f"5030{digits(6)}{compact(now_ms)[:8]}{digits(10)}"


def new_request_id() -> str:
    """The Request-ID header: hex, then a dash and the internal code (0 when all is well)."""
    return f"08{secrets.token_hex(14).upper()}"


def new_rid() -> str:
    """Three groups of eight hex digits."""
    return "-".join(secrets.token_hex(4) for _ in range(3))


def new_template_id() -> str:
    """Forty-three characters of base64url."""
    return web_text(43)


def new_access_token() -> str:
    """A number, an underscore and 136 characters of base64url."""
    return f"{secrets.randbelow(90) + 10}_{web_text(136)}"


def new_app_secret() -> str:
    """Thirty-two hex digits."""
    return secrets.token_hex(16)
