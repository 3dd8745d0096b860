"""What insight gives to the whole."""

from xiaopu.modules.insight.http.console import CONSOLE_ROUTES

__all__ = ["CONSOLE_ROUTES"]
