"""Console routes of the launch: a file for each noun, gathered here."""

from typing import Any

from xiaopu.modules.launch.http.console import domains, overview

CONSOLE_ROUTES: list[Any] = [*overview.ROUTES, *domains.ROUTES]
