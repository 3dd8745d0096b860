"""The terms of one goods replace its old ones."""

from collections.abc import Mapping

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.storefront import repository
from xiaopu.modules.storefront.usecases.bump_version import Told, bump_version


def store_terms(
    uow: UnitOfWork, goods_id: GoodsId, version: int, terms: Mapping[str, int], *, told: Told
) -> bool:
    """False when the goods was changed since its text was read: a later event brings the later text."""
    row = uow.row(repository.GOODS_TEXT, wanted=goods_id)
    if row is None or row.version != version:
        return False
    uow.run(repository.DROP_TERMS, wanted=goods_id)
    uow.run_many(
        repository.ADD_TERM,
        [{"term": term, "goods_id": goods_id, "weight": weight} for term, weight in sorted(terms.items())],
    )
    bump_version(uow, told)
    return True
