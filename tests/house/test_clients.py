"""tools/clients.py: what counts as a change of a front end."""

from pathlib import Path

import pytest

from tools.clients import fingerprint


@pytest.fixture
def console(tmp_path: Path) -> Path:
    folder = tmp_path / "console"
    for name in (
        "src/main.ts",
        "package.json",
        "node_modules/vue/index.js",
        "dist/index.html",
        "test/a.test.ts",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


class TestFingerprint:
    @pytest.mark.parametrize("name", ["src/main.ts", "package.json", "src/new.vue"])
    def test_changes_with_a_source(self, console: Path, name: str) -> None:
        before = fingerprint([console])
        (console / name).write_text("changed")
        assert fingerprint([console]) != before

    @pytest.mark.parametrize("name", ["node_modules/vue/index.js", "dist/index.html", "test/a.test.ts"])
    def test_stays_with_what_is_made_or_only_tests(self, console: Path, name: str) -> None:
        before = fingerprint([console])
        (console / name).write_text("changed")
        assert fingerprint([console]) == before

    def test_changes_when_a_file_is_renamed(self, console: Path) -> None:
        before = fingerprint([console])
        (console / "src/main.ts").rename(console / "src/start.ts")
        assert fingerprint([console]) != before

    def test_takes_a_folder_that_is_not_there_for_empty(self, console: Path, tmp_path: Path) -> None:
        assert fingerprint([console, tmp_path / "api"]) == fingerprint([console])
