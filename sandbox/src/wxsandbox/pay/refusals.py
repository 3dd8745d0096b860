"""How WeChat Pay says no.

PayRefusal
 └─ carries an HTTP status, WeChat's code and sentence, and an optional detail; the gateway turns it into
 the body
    {"code", "message", "detail"?}.
"""

from typing import Any


class PayRefusal(Exception):
    """Raised by operations; nothing was changed."""

    def __init__(self, status: int, code: str, message: str, detail: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail

    def body(self) -> dict[str, Any]:
        """WeChat's error body."""
        plain: dict[str, Any] = {"code": self.code, "message": self.message}
        return plain if self.detail is None else plain | {"detail": self.detail}


def param_error(message: str, value: Any = "", location: str = "body") -> PayRefusal:
    """400 PARAM_ERROR in the form that merchants meet."""
    return PayRefusal(400, "PARAM_ERROR", message, {"location": location, "value": value})


def invalid_request(message: str) -> PayRefusal:
    """400 INVALID_REQUEST: well formed, yet against a rule or the order's state."""
    return PayRefusal(400, "INVALID_REQUEST", message)


def sign_error(message: str, issue: str = "") -> PayRefusal:
    """401 SIGN_ERROR."""
    detail = (
        {"field": "signature", "location": "authorization", "detail": {"issue": issue}} if issue else None
    )
    return PayRefusal(401, "SIGN_ERROR", message, detail)


def not_exists(message: str) -> PayRefusal:
    """404 RESOURCE_NOT_EXISTS."""
    return PayRefusal(404, "RESOURCE_NOT_EXISTS", message)


def order_not_exist() -> PayRefusal:
    """404 ORDER_NOT_EXIST."""
    return PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在")
