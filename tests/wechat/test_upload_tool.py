"""WeChat's own upload tool, the real one: installed from its lock file (kept under var/tools), run with a key
that WeChat does not know. Where WeChat cannot be reached its first call fails, typed and to be tried again.
"""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.modules.catalog.shelves import Runner
from tests.modules.releases.weapps import package, zipped
from xiaopu.modules.releases.adapters.miniprogram_ci import MiniprogramCi
from xiaopu.modules.releases.errors import UploadFailed, UploadToolMissing, UploadUnreachable
from xiaopu.modules.releases.ports import Upload

TOOLS = Path(__file__).resolve().parents[2] / "var" / "tools"


class TestUploadTool:
    def test_comes_as_far_as_wechat(self, run: Runner) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        kind = serialization.PrivateFormat.TraditionalOpenSSL
        pem = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()
        upload = Upload("wx0123456789abcdef", "1.0.0", "首版", 1, pem, zipped(package()))
        with pytest.raises(UploadFailed) as refused:
            run(MiniprogramCi(TOOLS).upload(upload))
        assert not isinstance(refused.value, UploadToolMissing)
        assert refused.value.retryable is isinstance(refused.value, UploadUnreachable)
        assert pem.splitlines()[1] not in str(refused.value.data)
