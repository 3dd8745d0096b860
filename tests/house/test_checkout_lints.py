"""tools/lints/checkout.py: what others get. Samples are joined from halves, lest the rules find them here."""

import pytest

from tests.house.samples import found, lines
from tools.lints.checkout import changelog, no_hosts, no_machine_paths

HOST = "registry.npmjs" + ".org"


class TestChangelog:
    def test_catches_that_it_is_missing_or_empty(self) -> None:
        assert found(changelog, ("README.md", "")) == [("CHANGELOG.md", 0)]
        assert found(changelog, ("CHANGELOG.md", "# Changelog\n")) == [("CHANGELOG.md", 0)]

    def test_passes_one_with_a_version(self) -> None:
        assert found(changelog, ("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n")) == []


class TestNoHosts:
    @pytest.mark.parametrize("path", ["docs/guides/a.md", "deploy/Dockerfile", "tools/a.py"])
    def test_catches_a_registry(self, path: str) -> None:
        assert lines(no_hosts, path, f"\nhttps://{HOST}/a\n") == [2]

    def test_catches_any_address_in_a_lock(self) -> None:
        lock = '{\n"a": {\n"resolved": "https://mirror.example/a.tgz"\n}}'
        assert lines(no_hosts, "clients/console/package-lock.json", lock) == [3]
        assert lines(no_hosts, "requirements/base.txt", "--index-url https://mirror.example/simple\n") == [1]

    def test_passes_names_and_other_addresses(self) -> None:
        assert lines(no_hosts, "docs/guides/a.md", "npm and PyPI; https://pay.weixin.qq.com/doc\n") == []
        lock = '{"a": {"integrity": "sha512-a==", "funding": "https://example.com"}}'
        assert lines(no_hosts, "clients/console/package-lock.json", lock) == []


class TestNoMachinePaths:
    @pytest.mark.parametrize("path", ["/wo" + "rk/main/a.py", "`/fa" + "rm/in/x`"])
    def test_catches_where_somebody_worked(self, path: str) -> None:
        assert lines(no_machine_paths, "docs/guides/a.md", f"see {path}\n") == [1]

    def test_passes_paths_of_the_project_and_addresses(self) -> None:
        text = "docs/wo" + "rk/a.md and https://example.com/wo" + "rk/a\n"
        assert lines(no_machine_paths, "docs/guides/a.md", text) == []
