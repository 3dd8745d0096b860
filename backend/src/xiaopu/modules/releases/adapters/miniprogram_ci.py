"""`CodeUploader` by WeChat's own miniprogram-ci, run with the Node beside this Python.

The tool (pinned by a lock file, some hundreds of packages) is installed on demand into the home folder; no
script of a package runs at that. The key lies in a file that only this process may read while the tool runs,
and is removed afterwards. Neither the key nor anything else of the job stands in the list of processes.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib import resources
from pathlib import Path

import msgspec
import structlog

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.modules.releases.errors import (
    UploadAddressRefused,
    UploadFailed,
    UploadKeyWrong,
    UploadTooLarge,
    UploadToolMissing,
    UploadUnreachable,
)
from xiaopu.modules.releases.flows.archives import unpack
from xiaopu.modules.releases.ports import Upload

log = structlog.get_logger()

VERSION = "2.1.42"
INSTALL_S, UPLOAD_S = 600, 240
_FILES = ("package.json", "package-lock.json", ".npmrc", "upload.cjs")
_READY = ".ready"
# Where npm is told to look, for installations behind a mirror.
_REGISTRY = frozenset({"npm_config_registry", "npm_config_cafile", "npm_config_userconfig"})
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_KEY_WORDS = re.compile(r"-----BEGIN[^-]*-----[\s\S]*?-----END[^-]*-----|[A-Za-z0-9+/=]{40,}")
# What the tool and WeChat's desk say, from the particular to the general.
_KINDS: tuple[tuple[str, type[UploadFailed]], ...] = (
    (r"-10008|invalid ip|ip.{0,20}(whitelist|白名单)", UploadAddressRefused),
    (r"80051|source size|exceed.{0,20}(size|limit)|超过.{0,10}(限制|大小)", UploadTooLarge),
    (
        r"ENOTFOUND|EAI_AGAIN|ECONN(?:REFUSED|RESET|ABORTED)|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH"
        r"|socket hang up|network|timed? ?out|certificate|系统繁忙|system error|errCode\W{1,4}-1\b",
        UploadUnreachable,
    ),
    (
        r"-80011|-10001|41001|private ?key|invalid signature|密钥|DECODER routines|PEM|asn1"
        r"|not match.{0,20}key",
        UploadKeyWrong,
    ),
)


class _Line(msgspec.Struct):
    step: str = ""
    done: bool = False
    failed: str | None = None
    code: int | str | None = None


class MiniprogramCi:
    """`folder` is where the tool is kept, one for a version; two installations at once are one."""

    def __init__(self, folder: Path, *, binaries: Path | None = None) -> None:
        self._folder = folder / f"miniprogram-ci-{VERSION}"
        self._binaries = binaries or Path(sys.executable).parent
        self._installing = asyncio.Lock()

    async def upload(self, upload: Upload) -> Sequence[str]:
        """See `CodeUploader`."""
        refuse_network_in_unit("an upload of code")
        await self._install()
        work = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="xiaopu-upload-"))
        try:
            await asyncio.to_thread(_lay_out, work, upload)
            return await self._run(work, upload)
        finally:
            await asyncio.to_thread(shutil.rmtree, work, True)

    async def _run(self, work: Path, upload: Upload) -> list[str]:
        job = {
            "tool": str(self._folder),
            "appid": upload.appid,
            "project": str(work / "project"),
            "key": str(work / "key"),
            "version": upload.version,
            "desc": upload.desc,
            "robot": upload.robot,
        }
        script = str(self._folder / "upload.cjs")
        said = await self._node([script], work, msgspec.json.encode(job), timeout_s=UPLOAD_S)
        lines = _lines(said)
        last = lines[-1] if lines else _Line(failed="the tool said nothing")
        if not last.done:
            raise refusal_of(last.failed or "the tool stopped", last.code)
        return [line.step for line in lines if line.step][-18:]

    async def _install(self) -> None:
        """Once; `upload_tool_missing` when Node is not there or the registry cannot be reached."""
        async with self._installing:
            if (self._folder / _READY).exists():
                return
            await asyncio.to_thread(_lay_tool, self._folder)
            npm = ["npm", "ci", "--ignore-scripts", "--omit=dev"]
            log.info("releases.upload_tool", version=VERSION)
            process_said = await self._npm(npm)
            if not (self._folder / "node_modules" / "miniprogram-ci").is_dir():
                raise UploadToolMissing(wechat_code="tool", said=blotted(process_said)[-160:])
            (self._folder / _READY).touch()

    async def _npm(self, command: list[str]) -> str:
        environment = self._environment(self._folder) | {
            name: value for name, value in os.environ.items() if name.lower() in _REGISTRY
        }
        return await _said(self._command(command), self._folder, environment, b"", INSTALL_S)

    async def _node(self, arguments: list[str], work: Path, job: bytes, *, timeout_s: int) -> str:
        return await _said(
            self._command(["node", *arguments]), self._folder, self._environment(work), job, timeout_s
        )

    def _command(self, command: list[str]) -> list[str]:
        found = shutil.which(command[0], path=self._path())
        if found is None:
            raise UploadToolMissing(wechat_code="node", said=f"{command[0]}: not found")
        return [found, *command[1:]]

    def _path(self) -> str:
        return os.pathsep.join((str(self._binaries), os.environ.get("PATH", "")))

    def _environment(self, home: Path) -> dict[str, str]:
        """No secret of the mall's own environment reaches other people's code."""
        kept = {name: os.environ[name] for name in ("LANG", "NODE_EXTRA_CA_CERTS") if name in os.environ}
        return {"PATH": self._path(), "HOME": str(home), "TMPDIR": str(home), **kept}


def refusal_of(said: str, code: int | str | None = None) -> UploadFailed:
    """The typed refusal for the tool's words."""
    text = f"{code or ''} {said}"
    kind = next((kind for words, kind in _KINDS if re.search(words, text, re.IGNORECASE)), UploadFailed)
    address = _ADDRESS.search(said)
    return kind(
        wechat_code=str(code) if code is not None else "ci",
        said=blotted(said)[:200],
        address=address.group() if address else "",
    )


def blotted(text: str) -> str:
    """Words for people and logs: keys and long runs of letters are left out."""
    return _KEY_WORDS.sub("***", " ".join(text.split()))


def _lay_out(work: Path, upload: Upload) -> None:
    project = work / "project"
    for path, content in unpack(upload.package).items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    descriptor = os.open(work / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(upload.key_pem)


def _lay_tool(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    source = resources.files("xiaopu.modules.releases.adapters") / "upload_tool"
    for name in _FILES:
        (folder / name).write_bytes((source / name).read_bytes())


async def _said(  # noqa: PLR0917 (one process with all that it is given)
    command: list[str], folder: Path, environment: dict[str, str], given: bytes, timeout_s: int
) -> str:
    """stdout and stderr of a process; what takes too long is ended, and counts as unreachable."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(given), timeout_s)
    except TimeoutError:
        raise UploadUnreachable(wechat_code="timeout", said=f"{timeout_s} s") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            await process.wait()
    return out.decode("utf-8", "replace")


def _lines(said: str) -> list[_Line]:
    found = []
    for line in said.splitlines():
        with suppress(msgspec.DecodeError, msgspec.ValidationError):
            found.append(msgspec.json.decode(line, type=_Line))
    return found
