"""Console routes of the launch: a file for each noun, gathered here."""

from typing import Any

from xiaopu.modules.launch.http.console import overview

CONSOLE_ROUTES: list[Any] = [*overview.ROUTES]
