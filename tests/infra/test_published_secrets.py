"""K1 of the reliability cases: nothing in this repository can be the secret of an installation."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from xiaopu.infra.secrets_file import BadSecret, checked_secret, new_secret

ROOT = Path(__file__).parents[2]
# Names of API operations can be as long as a key; no key begins like one.
_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?!Api(?:Console|Storefront|Open|Platform)V1)[A-Za-z0-9+/_-]{43}=?(?![A-Za-z0-9+/=_-])"
)


def tracked_texts() -> list[tuple[str, str]]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [name for name in names.decode().split("\0") if name and (ROOT / name).is_file()]
    return [(name, (ROOT / name).read_text(encoding="utf-8", errors="replace")) for name in paths]


def passing(texts: list[tuple[str, str]]) -> list[str]:
    return [name for name, text in texts for found in _CANDIDATE.findall(text) if _passes(found)]


def _passes(candidate: str) -> bool:
    try:
        checked_secret(candidate)
    except BadSecret:
        return False
    return True


class TestPublishedSecrets:
    def test_no_string_of_the_repository_is_taken_as_a_secret(self) -> None:
        texts = tracked_texts()
        assert "backend/src/xiaopu/infra/secrets_file.py" in {name for name, _ in texts}
        # A file named here holds a real-looking key: draw it at run time, or add its SHA-256 to
        # secrets_file.py.
        assert passing(texts) == []

    def test_the_search_finds_a_secret_that_was_left_in_a_file(self) -> None:
        assert passing([("left.py", f'KEY = "{new_secret()}"')]) == ["left.py"]
