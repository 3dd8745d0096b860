"""What those above may ask of the storefront."""

from xiaopu.modules.storefront.usecases.bump_version import Told, bump_version

__all__ = ["Told", "bump_version"]
