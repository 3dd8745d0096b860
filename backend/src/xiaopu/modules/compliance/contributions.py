"""What compliance gives to the whole."""

from xiaopu.modules.compliance.http.console import CONSOLE_ROUTES
from xiaopu.modules.compliance.http.open import OPEN_ROUTES

__all__ = ["CONSOLE_ROUTES", "OPEN_ROUTES"]
