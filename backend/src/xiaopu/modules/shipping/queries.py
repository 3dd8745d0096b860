"""Freight as orders and product pages ask for it."""

from collections.abc import Iterable

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.shipping import repository
from xiaopu.modules.shipping.domain.freight import FREE, Freight, FreightHint, Tariff, freight_of, hint_of


def freight(read: ReadScope, lines: Iterable[tuple[int, int, str | None]]) -> Freight:
    """The fee of these lines by the shop's templates of this moment; one statement."""
    tariffs, default = _tariffs(read)
    return freight_of(lines, tariffs, default)


def hint(read: ReadScope, template_id: str | None) -> FreightHint:
    """The words of a template; of the default when there is none or it is gone. One statement."""
    tariffs, default = _tariffs(read)
    return hint_of(tariffs.get(template_id, default) if template_id else default)


def _tariffs(read: ReadScope) -> tuple[dict[str, Tariff], Tariff]:
    """All tariffs by template, and the default's: 包邮 for a shop that has none."""
    rows = read.rows(repository.TEMPLATES)
    tariffs = {
        row.id: Tariff(
            row.name, row.first_count, row.first_fen, row.next_count, row.next_fen, row.free_over_fen
        )
        for row in rows
    }
    default = next((tariffs[row.id] for row in rows if row.is_default), FREE)
    return tariffs, default
