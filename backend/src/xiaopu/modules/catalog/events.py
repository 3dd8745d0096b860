"""What the catalogue tells others."""

import msgspec

from xiaopu.kernel.ids import GoodsId, SkuId


class GoodsChanged(msgspec.Struct, frozen=True):
    """Published (same unit) and emitted (outbox): these goods were made, edited, listed, unlisted or removed.

    At most 200 ids. Hearers read the present state; the event does not say what changed.
    """

    goods_ids: tuple[GoodsId, ...]


class CategoriesChanged(msgspec.Struct, frozen=True):
    """Published (same unit): the tree of categories has changed."""


class StockWish(msgspec.Struct, frozen=True):
    """What the merchant says of one SKU's units.

    `initial`: a new SKU begins with so many. `change`: so many more (or fewer, negative). `count`: there
    are now so many.
    """

    sku_id: SkuId
    kind: str
    units: int


class SkusDefined(msgspec.Struct, frozen=True):
    """Published (same unit): the goods has these SKUs; inventory lays and moves their stock. `reason` is
    for the journal.
    """

    goods_id: GoodsId
    wishes: tuple[StockWish, ...]
    reason: str


class ImportQueued(msgspec.Struct, frozen=True):
    """Emitted (outbox): a file waits to be read from group number `group` on."""

    import_id: str
    group: int = 0


class PicturesWanted(msgspec.Struct, frozen=True):
    """Emitted (outbox): links to fetch, by their digests; `second` is the one later try of links that
    failed.
    """

    digests: tuple[str, ...]
    second: bool = False
