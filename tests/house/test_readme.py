"""tools/readme.py: what a newcomer is told to type is found, and only what answers counts."""

import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import readme
from tools.readme import PROOFS, READMES, ROOT, ReadmeBroken, commands, prove

DEMO = """
demo:
\t@echo "mall http://127.0.0.1:{port}/"; exec {program}
"""


class TestCommands:
    def test_finds_shell_blocks_alone(self) -> None:
        text = "```sh\nmake demo   # starts it\n\n```\n\n```python\nprint()\n```\n\n```sh\nmake test\n```\n"
        assert commands(text) == ["make demo", "make test"]

    @pytest.mark.parametrize("name", READMES)
    def test_every_readme_tells_what_is_proven(self, name: str) -> None:
        assert set(commands((ROOT / name).read_text())) <= set(PROOFS)

    def test_a_command_without_a_proof_is_refused(self) -> None:
        with pytest.raises(ReadmeBroken, match="no proof of this command"):
            prove("make coffee")

    def test_the_readmes_tell_the_same(self) -> None:
        assert len({tuple(commands((ROOT / name).read_text())) for name in READMES}) == 1


class TestProveDemo:
    @pytest.fixture
    def port(self) -> Iterator[int]:
        """Something that answers, though it is not the demo."""
        server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        server.server_close()
        thread.join()

    @pytest.fixture(autouse=True)
    def checkout(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(readme, "ROOT", tmp_path)
        monkeypatch.setattr(readme, "STOP_SECONDS", 2)
        return tmp_path

    def write(self, folder: Path, text: str) -> None:
        (folder / "Makefile").write_text(text)

    def test_passes_a_server_that_answers_and_ends(self, checkout: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            free = probe.getsockname()[1]
        serve = f"python3 -m http.server --bind 127.0.0.1 {free} 2>/dev/null"
        self.write(checkout, DEMO.format(port=free, program=serve))
        readme.prove_demo()

    def test_catches_a_demo_that_ends_by_itself(self, checkout: Path, port: int) -> None:
        self.write(checkout, DEMO.format(port=port, program="true"))
        with pytest.raises(ReadmeBroken, match="ended by itself with 0"):
            readme.prove_demo()

    def test_catches_what_does_not_stop(self, checkout: Path, port: int) -> None:
        program = "python3 -c 'import signal, time; signal.signal(2, signal.SIG_IGN); time.sleep(30)'"
        self.write(checkout, DEMO.format(port=port, program=program))
        with pytest.raises(ReadmeBroken, match="Ctrl-C did not stop the demo"):
            readme.prove_demo()

    def test_catches_a_server_that_outlives_the_demo(self, checkout: Path, port: int) -> None:
        self.write(checkout, DEMO.format(port=port, program="sleep 30"))
        with pytest.raises(ReadmeBroken, match="still answering after Ctrl-C"):
            readme.prove_demo()

    def test_catches_a_demo_that_never_answers(self, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(readme, "FIRST_START_SECONDS", 2)
        self.write(checkout, DEMO.format(port=9, program="sleep 30"))
        with pytest.raises(ReadmeBroken, match="no answer in time"):
            readme.prove_demo()
