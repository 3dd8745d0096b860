"""Which addresses WeChat Pay would call back."""

import ipaddress
from urllib.parse import urlsplit

from wxsandbox.pay.refusals import param_error


def check_notify_url(url: str, path: str) -> None:
    """HTTPS anywhere, without a query; plain HTTP only on this very machine (a liberty of the sandbox).

    Raises PayRefusal.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as broken:
        raise param_error(f"输入源“{path}”不是合法的网址", url) from broken
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise param_error(f"输入源“{path}”不是合法的网址", url)
    if parts.query or parts.fragment or "?" in url:
        raise param_error(f"输入源“{path}”通知地址不能携带参数", url)
    if parts.scheme == "http" and not is_loopback(host):
        raise param_error(f"输入源“{path}”公网通知地址必须使用 https", url)


def is_loopback(host: str) -> bool:
    """localhost and the loopback addresses."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
