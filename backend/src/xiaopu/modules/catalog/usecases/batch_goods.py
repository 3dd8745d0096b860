"""One act on many goods: what cannot be done is told, the rest is done."""

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.schemas import BatchDone, BatchIn, BatchRefusal
from xiaopu.modules.catalog.usecases.define_goods import announce_goods
from xiaopu.modules.catalog.usecases.move_goods import move_goods


def batch_goods(uow: UnitOfWork, wanted: BatchIn) -> BatchDone:
    """At most 200 goods in one unit, each once, in the order of their ids (so that two batches never wait
    crosswise).
    """
    done: list[GoodsId] = []
    refused: list[BatchRefusal] = []
    for one in sorted(set(wanted.ids)):
        try:
            move_goods(uow, GoodsId(one), wanted.action)
        except Refusal as refusal:
            refused.append(BatchRefusal(one, refusal.code, refusal.detail_zh))
        else:
            done.append(GoodsId(one))
    if done:
        announce_goods(uow, done)
    return BatchDone(len(done), refused)
