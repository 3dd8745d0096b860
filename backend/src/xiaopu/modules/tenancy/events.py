"""What tenancy tells others."""

import msgspec

from xiaopu.kernel.ids import MerchantId, ShopId


class MerchantSignedUp(msgspec.Struct, frozen=True):
    """Emitted (outbox): a merchant waits for a verification mail. Also after a resend."""

    merchant_id: MerchantId


class PasswordForgotten(msgspec.Struct, frozen=True):
    """Emitted (outbox): a verified merchant asked for a reset link."""

    merchant_id: MerchantId


class StaffInvited(msgspec.Struct, frozen=True):
    """Emitted (outbox): an invitation waits for its mail. Also when it is sent again."""

    invitation_id: str


class ShopOpened(msgspec.Struct, frozen=True):
    """Published (same unit): a shop now exists; modules lay its first rows."""

    shop_id: ShopId


class ShopSettingsChanged(msgspec.Struct, frozen=True):
    """Published (same unit): what the storefront shows of the shop has changed."""
