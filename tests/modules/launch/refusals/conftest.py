"""A mall with an operator's platform and a small prebuilt mini program."""

from tests.modules.releases.conftest import box, clients, operated

__all__ = ["box", "clients", "operated"]
