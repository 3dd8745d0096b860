"""WeChat's own upload tool: what it says becomes typed refusals, and its key stays in the house. The real
tool runs in tests/wechat/test_upload_tool.py.
"""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.modules.catalog.shelves import Runner
from tests.modules.releases.weapps import package, zipped
from xiaopu.modules.releases.adapters.miniprogram_ci import VERSION, MiniprogramCi, blotted, refusal_of
from xiaopu.modules.releases.errors import (
    UploadAddressRefused,
    UploadFailed,
    UploadKeyWrong,
    UploadTooLarge,
    UploadToolMissing,
    UploadUnreachable,
)
from xiaopu.modules.releases.ports import Upload


@pytest.fixture(scope="module")
def pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


def wanted(pem: str) -> Upload:
    return Upload("wx0123456789abcdef", "1.0.0", "首版", 1, pem, zipped(package()))


def played(folder: Path, script: str) -> MiniprogramCi:
    """A tool whose script is ours: everything else is real, Node included."""
    tool = folder / "tools" / f"miniprogram-ci-{VERSION}"
    tool.mkdir(parents=True)
    (tool / ".ready").touch()
    (tool / "upload.cjs").write_text(script)
    return MiniprogramCi(folder / "tools")


READ = """
let text = ""; process.stdin.on("data", (piece) => (text += piece)); process.stdin.on("end", () => {
const fs = require("fs"); const job = JSON.parse(text);
"""


class TestWords:
    @pytest.mark.parametrize(
        ("said", "kind", "retryable"),
        [
            (
                '{"errCode":-10008,"errMsg":"invalid ip: 203.0.113.7, reference: …"}',
                UploadAddressRefused,
                False,
            ),
            ("getaddrinfo ENOTFOUND servicewechat.com", UploadUnreachable, True),
            ("connect ECONNREFUSED 1.2.3.4:443", UploadUnreachable, True),
            ('{"errCode":-1,"errMsg":"系统繁忙"}', UploadUnreachable, True),
            ("error:1E08010C:DECODER routines::unsupported", UploadKeyWrong, False),
            ("80051 source size 2300KB exceed max limit 2MB", UploadTooLarge, False),
            ("something new", UploadFailed, False),
        ],
    )
    def test_have_kinds(self, said: str, kind: type[UploadFailed], retryable: bool) -> None:
        refusal = refusal_of(said)
        assert (type(refusal), refusal.retryable) == (kind, retryable)

    def test_the_address_is_shown_for_copying(self) -> None:
        assert refusal_of("invalid ip: 203.0.113.7").data["address"] == "203.0.113.7"

    def test_no_key_is_repeated(self, pem: str) -> None:
        assert blotted(f"bad key {pem} here") == "bad key *** here"


class TestUpload:
    def test_the_key_is_private_while_it_runs_and_gone_afterwards(
        self, tmp_path: Path, run: Runner, pem: str
    ) -> None:
        script = READ + (
            "const mode = (fs.statSync(job.key).mode & 0o777).toString(8);"
            'const seen = [mode, job.key, process.argv.length, fs.existsSync(job.project + "/app.json"), '
            "Object.keys(process.env).sort().join()];"
            "console.log(JSON.stringify({step: JSON.stringify(seen)})); console.log('{\"done\":true}'); });"
        )
        [line] = run(played(tmp_path, script).upload(wanted(pem)))
        mode, key, arguments, laid_out, names = json.loads(line)
        assert (mode, arguments, laid_out) == ("600", 2, True)
        assert not Path(key).exists()
        assert not Path(key).parent.exists()
        assert not [name for name in names.split(",") if name.startswith(("XIAOPU", "AWS", "npm_"))]

    @pytest.mark.parametrize(
        "fails",
        ["throw new Error('x')", "process.exit(1)", 'console.log(\'{"failed":"-10008 invalid ip"}\')'],
    )
    def test_every_end_but_done_is_a_refusal(self, tmp_path: Path, run: Runner, pem: str, fails: str) -> None:
        with pytest.raises(UploadFailed):
            run(played(tmp_path, f"{READ}{fails}}});").upload(wanted(pem)))

    def test_without_node_it_says_so(
        self, tmp_path: Path, run: Runner, pem: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(UploadToolMissing):
            run(MiniprogramCi(tmp_path, binaries=tmp_path / "none").upload(wanted(pem)))

    def test_without_a_registry_it_says_so_and_can_be_tried_again(
        self, tmp_path: Path, run: Runner, pem: str
    ) -> None:
        binaries = tmp_path / "bin"
        binaries.mkdir()
        (binaries / "npm").write_text("#!/bin/sh\necho 'npm error code ENOTFOUND'\nexit 1\n")
        (binaries / "npm").chmod(stat.S_IRWXU)
        with pytest.raises(UploadToolMissing) as missing:
            run(MiniprogramCi(tmp_path, binaries=binaries).upload(wanted(pem)))
        assert (missing.value.retryable, "ENOTFOUND" in missing.value.data["said"]) == (True, True)
