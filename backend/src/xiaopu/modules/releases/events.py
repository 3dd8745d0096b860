"""What releases tell others, and themselves through the outbox."""

import msgspec


class PackageWanted(msgspec.Struct, frozen=True):
    """Emitted: a package is to be built. `round` tells a retry from its forerunner."""

    package_id: str
    round: int


class UploadWanted(msgspec.Struct, frozen=True):
    """Emitted: a built package is to go to WeChat; stale when the package has moved to another round."""

    package_id: str
    round: int


class PackageUploaded(msgspec.Struct, frozen=True):
    """Published (same unit): WeChat has taken a package as the experience version."""

    package_id: str
    version: str


class CodeReviewMoved(msgspec.Struct, frozen=True):
    """Published (same unit): a submission moved; `status` as in `domain.review`."""

    review_id: str
    version: str
    status: str
