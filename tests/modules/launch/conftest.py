"""A mall with an operator's platform, as the platform's own tests have it."""

from tests.modules.platform.conftest import bare, box, operated

__all__ = ["bare", "box", "operated"]
