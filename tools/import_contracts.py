"""What import-linter's own kinds of contract cannot express: neighbours stay out of each other's rooms."""

from typing import cast

from grimp import DetailedImport, ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class ModulePrivacy(Contract):
    """Between sibling modules of `container`, only the children named in `public` may be imported.

    `joinable` children (tables) may besides be imported by `joiners` (repository, queries) for reading joins,
    downward only, as the module graph's contract has it. `protected` contracts could say this with one
    per module; here it is said once, and a new module is covered before anybody thinks of it.
    """

    container = cast(str, fields.StringField())
    public = cast(set[str], fields.SetField(subfield=fields.StringField()))
    joinable = cast(set[str], fields.SetField(subfield=fields.StringField(), required=False, default=set()))
    joiners = cast(set[str], fields.SetField(subfield=fields.StringField(), required=False, default=set()))

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 (the signature is import-linter's)
        broken = [
            detail
            for importer in sorted(graph.find_descendants(self.container))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._reaches_into_a_neighbour(importer, imported)
            for detail in graph.get_import_details(importer=importer, imported=imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for detail in cast(list[DetailedImport], check.metadata["broken"]):
            output.print_error(
                f"{detail['importer']}:{detail['line_number']} reaches into {detail['imported']}"
            )

    def _reaches_into_a_neighbour(self, importer: str, imported: str) -> bool:
        prefix = f"{self.container}."
        if not imported.startswith(prefix):
            return False
        home, *here = importer.removeprefix(prefix).split(".")
        neighbour, *path = imported.removeprefix(prefix).split(".")
        if home == neighbour or (path and path[0] in self.public):
            return False
        joins = bool(here and path) and here[0] in self.joiners and path[0] in self.joinable
        return not joins
