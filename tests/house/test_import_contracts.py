"""tools/import_contracts.py: neighbours stay out of each other's rooms."""

import pytest
from grimp import ImportGraph

from tools.import_contracts import ModulePrivacy

SHOP = "xiaopu.modules"


def broken(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    for name in (SHOP, f"{SHOP}.{importer}", f"{SHOP}.{imported}"):
        graph.add_module(name)
    graph.add_import(
        importer=f"{SHOP}.{importer}", imported=f"{SHOP}.{imported}", line_number=3, line_contents="import it"
    )
    options = {
        "container": SHOP,
        "public": ["api", "events", "errors"],
        "joinable": ["tables"],
        "joiners": ["repository", "queries"],
    }
    check = ModulePrivacy("privacy", {"root_packages": ["xiaopu"]}, options).check(graph, verbose=False)
    return not check.kept


class TestModulePrivacy:
    @pytest.mark.parametrize(
        ("importer", "imported"),
        [
            ("orders.usecases.place_order", "inventory.repository"),
            ("orders.usecases.place_order", "inventory.domain"),
            ("orders.usecases.place_order", "inventory.tables"),
            ("orders.handlers", "payments.usecases.pay"),
            ("orders.api", "payments"),
            ("orders.repository", "inventory.repository"),
        ],
    )
    def test_catches_whoever_reaches_into_a_neighbour(self, importer: str, imported: str) -> None:
        assert broken(importer, imported)

    @pytest.mark.parametrize(
        ("importer", "imported"),
        [
            ("orders.usecases.place_order", "inventory.api"),
            ("orders.handlers", "payments.events"),
            ("orders.http.storefront", "payments.errors"),
            ("orders.queries", "catalog.tables"),
            ("orders.repository.orders", "catalog.tables"),
            ("orders.usecases.place_order", "orders.repository.orders"),
        ],
    )
    def test_passes_the_public_rooms_and_reading_joins(self, importer: str, imported: str) -> None:
        assert not broken(importer, imported)
