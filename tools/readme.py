"""Runs every command that the READMEs tell a newcomer to type, and looks whether it does what they say.

A command without a proof here fails, and so do READMEs that tell different commands. `make demo` is started
twice in a home of its own: each address that it prints must answer, Ctrl-C must end it, and the second start
must be quick.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
READMES: Final = ("README.md", "README.zh-CN.md")
FIRST_START_SECONDS: Final = 900
SECOND_START_SECONDS: Final = 10
STOP_SECONDS: Final = 20
SETTLE_SECONDS: Final = 1.0
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ADDRESS: Final = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+[^\s\x1b│|)\]（），。]*")


class ReadmeBroken(AssertionError):
    """A command of the README does not do what it says."""


def commands(text: str) -> list[str]:
    """The lines of all `sh` blocks, without comments."""
    lines = (line.split("#")[0].strip() for block in _BLOCK.findall(text) for line in block.splitlines())
    return [line for line in lines if line]


def prove_demo() -> None:
    """`make demo`: addresses that answer, a clean end, a quick second start."""
    with tempfile.TemporaryDirectory(prefix="xiaopu-readme-") as home:
        first = _start_and_stop(Path(home), FIRST_START_SECONDS)
        second = _start_and_stop(Path(home), FIRST_START_SECONDS)
    print(f"first start {first:.1f} s, second start {second:.1f} s")
    if second > SECOND_START_SECONDS:
        raise ReadmeBroken(f"the second start took {second:.1f} s, {SECOND_START_SECONDS} s are promised")


def prove_test() -> None:
    """`make test`: it is running this very program, so only the door is looked at."""
    shown = subprocess.run(
        ["make", "-n", "test"],
        cwd=ROOT,
        env=_clean(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if shown.returncode != 0 or "tools.stages" not in shown.stdout:
        raise ReadmeBroken(f"make test does not run the stages: {shown.stdout}{shown.stderr}")


def prove_journey() -> None:
    """The journey goes to its end, and a step that a lost sandbox leaves undone fails it."""
    command = [str(ROOT / ".venv" / "bin" / "xiaopu"), "journey"]
    if subprocess.run(command, cwd=ROOT, env=_clean(), check=False, timeout=300).returncode != 0:
        raise ReadmeBroken("the journey did not reach its end")
    nowhere = [*command, "--sandbox", "http://127.0.0.1:9"]
    lost = subprocess.run(nowhere, cwd=ROOT, env=_clean(), check=False, timeout=300, capture_output=True)
    if lost.returncode == 0:
        raise ReadmeBroken("the journey says that it works without a sandbox")


def prove_launch() -> None:
    """A launch goes to its first paid order; a way that WeChat has not is refused."""
    command = [str(ROOT / ".venv" / "bin" / "xiaopu"), "journey", "--launch"]
    done = subprocess.run([*command, "company"], cwd=ROOT, env=_clean(), check=False, timeout=300)
    if done.returncode != 0:
        raise ReadmeBroken("the launch did not reach its first paid order")
    if subprocess.run([*command, "nobody"], cwd=ROOT, env=_clean(), check=False, timeout=60).returncode != 2:
        raise ReadmeBroken("a launch of nobody was not refused")


PROOFS: Final[dict[str, Callable[[], None]]] = {
    "make demo": prove_demo,
    ".venv/bin/xiaopu journey": prove_journey,
    ".venv/bin/xiaopu journey --launch company": prove_launch,
    "make test": prove_test,
}


def prove(command: str) -> None:
    """Raises `ReadmeBroken` when `command` does not do what it says, or nothing is known about it."""
    if command not in PROOFS:
        raise ReadmeBroken("there is no proof of this command in tools/readme.py")
    PROOFS[command]()


def _start_and_stop(home: Path, seconds: float) -> float:
    """Starts the demo in `home` and answers how long it took until all its addresses answered."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A job begun with `&` hands down that Ctrl-C is ignored; make and its children must hear it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    started = time.monotonic()
    demo = subprocess.Popen(
        ["make", "demo"],
        cwd=ROOT,
        env={**_clean(), "XIAOPU_DEMO_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    output: list[str] = []
    reader = threading.Thread(target=_read, args=(demo, output), daemon=True)
    reader.start()
    try:
        addresses = _wait_for_addresses(demo, output, started + seconds)
        took = time.monotonic() - started - SETTLE_SECONDS
        os.killpg(demo.pid, signal.SIGINT)
        _expect_a_clean_end(demo, addresses)
        return took
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGKILL)
        demo.wait()
        reader.join(5)
        if demo.stdout:
            demo.stdout.close()


def _read(demo: subprocess.Popen[str], output: list[str]) -> None:
    for line in demo.stdout or ():
        print(f"  | {line}", end="", flush=True)
        output.append(line)


def _wait_for_addresses(demo: subprocess.Popen[str], output: list[str], deadline: float) -> list[str]:
    seen: list[str] = []
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            raise ReadmeBroken(f"make demo ended by itself with {demo.returncode}")
        time.sleep(SETTLE_SECONDS)
        addresses = sorted(set(_ADDRESS.findall("".join(output))))
        if addresses and addresses == seen and all(_answers(address) for address in addresses):
            return addresses
        seen = addresses
    raise ReadmeBroken(f"no answer in time from {', '.join(seen) or 'make demo, which printed no address'}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (the pattern admits http on loopback alone)
            return bool(answer.status < 400)
    except (urllib.error.URLError, OSError):
        return False


def _expect_a_clean_end(demo: subprocess.Popen[str], addresses: list[str]) -> None:
    try:
        demo.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadmeBroken(f"Ctrl-C did not stop the demo within {STOP_SECONDS} s") from None
    left = [address for address in addresses if _answers(address)]
    if left:
        raise ReadmeBroken(f"still answering after Ctrl-C: {', '.join(left)}")


def _clean() -> dict[str, str]:
    """Our environment without what an outer make hands down."""
    return {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    }


def main() -> int:
    told = [commands((ROOT / name).read_text(encoding="utf-8")) for name in READMES]
    if told[0] != told[1]:
        print(f"The READMEs tell different commands: {told[0]} and {told[1]}", file=sys.stderr)
        return 1
    failed = 0
    for command in told[0]:
        print(f"$ {command}", flush=True)
        try:
            prove(command)
        except ReadmeBroken as broken:
            print(f"✗ {command}: {broken}", flush=True)
            failed += 1
    print(f"{len(told[0]) - failed} passed, {failed} failed")
    return 1 if failed or not told[0] else 0


if __name__ == "__main__":
    sys.exit(main())
