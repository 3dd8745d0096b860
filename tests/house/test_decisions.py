"""docs/decisions: records are numbered, have one form, and name tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Measured", "Kept by"]


def test_numbers_have_no_gap() -> None:
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_list_names_every_record() -> None:
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text())
    assert listed == [record.name for record in RECORDS]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.name[:4]))
class TestRecord:
    def test_has_the_form_of_one_page(self, record: Path) -> None:
        text = record.read_text()
        assert text.startswith(f"# {record.name[:4]} ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
        assert len(text.splitlines()) <= 60

    def test_is_kept_by_files_that_exist(self, record: Path) -> None:
        kept = record.read_text().split("## Kept by")[1]
        paths = re.findall(r"^- `([^`]+)`", kept, re.MULTILINE)
        assert paths
        assert [path for path in paths if not (ROOT / path).exists()] == []
