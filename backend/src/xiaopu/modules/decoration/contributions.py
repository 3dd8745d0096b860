"""What decoration gives to the whole."""

from xiaopu.modules.decoration.http.console import CONSOLE_ROUTES

__all__ = ["CONSOLE_ROUTES"]
