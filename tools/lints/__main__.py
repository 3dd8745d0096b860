"""Checks the checkout against every rule; exits with 1 when one is broken."""

import sys
from pathlib import Path
from typing import Final

from tools.lints import checkout, database, exceptions, layout, leftovers, money, purity
from tools.lints.source import Rule, read_checkout

ROOT: Final = Path(__file__).resolve().parents[2]

RULES: Final = (
    Rule("transactions", "only infra begins, commits and rolls back", database.transactions),
    Rule("sql-places", "SQL stands in repository, queries, tables and infra", database.sql_places),
    Rule("column-types", "columns are of our own types", database.column_types),
    Rule("neighbour-tables", "a module writes its own tables", database.neighbour_tables),
    Rule("whole-fen", "money is whole fen", money.whole_fen),
    Rule("pure-inside", "kernel, domain and events are pure", purity.pure_inside),
    Rule("module-files", "modules have the same file names", layout.module_files),
    Rule("sizes", "files and functions stay readable", layout.sizes),
    Rule("telling-names", "names say what a thing is", layout.telling_names),
    Rule("narrow-excepts", "errors are caught by their type", exceptions.narrow_excepts),
    Rule("nothing-left", "no unfinished work, no skipped test, no patching", leftovers.nothing_left),
    Rule("ignores-say-why", "a silenced checker says why", leftovers.ignores_say_why),
    Rule("changelog", "there is a changelog", checkout.changelog),
    Rule("no-hosts", "no registry's host is named", checkout.no_hosts),
    Rule("no-machine-paths", "no path of one machine is named", checkout.no_machine_paths),
)


def main() -> int:
    sources = read_checkout(ROOT)
    broken = 0
    for rule in RULES:
        findings = sorted(rule.check(sources))
        broken += bool(findings)
        print(f"{'✗' if findings else '✓'} {rule.name:<17} {rule.says}")
        for finding in findings:
            print(f"    {finding}")
    print(f"{len(RULES) - broken} passed, {broken} failed")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
