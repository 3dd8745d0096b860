"""Zips and folders from strangers."""

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.releases.weapps import package, zipped
from xiaopu.modules.releases.errors import ArchiveRefused
from xiaopu.modules.releases.flows.archives import MOST_FILE_BYTES, pack, read_folder, unpack


def why(content: bytes) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        unpack(content)
    return str(refused.value.data["why"])


class TestUnpack:
    def test_there_and_back(self) -> None:
        files = package()
        assert unpack(pack(files)) == files
        assert pack(files) == pack(dict(reversed(files.items())))

    def test_finds_the_root(self) -> None:
        files = package()
        assert unpack(zipped({f"mp-weixin/{path}": content for path, content in files.items()})) == files
        project = {f"dist/{path}": content for path, content in files.items()}
        project |= {"project.config.json": b'{"miniprogramRoot":"./dist/"}', "README.md": b"x"}
        assert unpack(zipped(project)) == files

    def test_leaves_junk_out(self) -> None:
        files = package()
        junk = {"__MACOSX/a": b"x", "pages/.DS_Store": b"x", "node_modules/a/b.js": b"x", ".git/config": b"x"}
        assert unpack(zipped(files | junk)) == files

    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("../evil.js", "path"),
            ("/etc/passwd", "path"),
            ("a/../../b", "path"),
            ("a/./b", "path"),
            ("a//b", "path"),
            ("a\\b", "name"),
            ("C:evil", "name"),
            ("a\nb", "name"),
            ("x" * 201, "name"),
        ],
    )
    def test_refuses_paths(self, path: str, reason: str) -> None:
        assert why(zipped({path: b"x"})) == reason

    def test_refuses_links_and_doubles(self) -> None:
        assert why(zipped({"link": b"/etc/passwd"}, mode=0o120777 << 16)) == "link"
        assert why(zipped({"pipe": b""}, mode=0o010644 << 16)) == "link"
        assert why(zipped({"app.json": b"1", "APP.json": b"2"})) == "doubled"

    def test_refuses_bombs(self) -> None:
        assert why(zipped({"zeros.bin": b"\0" * (MOST_FILE_BYTES + 1)})) == "file_too_large"
        assert why(zipped({f"{n}.bin": b"\0" * MOST_FILE_BYTES for n in range(5)})) == "total_too_large"
        assert why(zipped({f"{n}.js": b"" for n in range(5001)})) == "too_many"

    def test_a_header_that_lies_about_the_size_is_no_way_around(self) -> None:
        content = bytearray(zipped({"zeros.bin": b"\0" * (MOST_FILE_BYTES + 1)}))
        real = struct.pack("<I", MOST_FILE_BYTES + 1)
        assert content.count(real) == 2
        assert why(bytes(content.replace(real, struct.pack("<I", 10)))) in ("not_a_zip", "file_too_large")

    @pytest.mark.parametrize(
        "content", [b"", b"PK", b"PK\x05\x06" + b"\0" * 10, b"x" * 1000, b"PK\x03\x04" * 300]
    )
    def test_refuses_what_is_no_zip(self, content: bytes) -> None:
        assert why(content) == "not_a_zip"

    def test_refuses_a_password(self) -> None:
        content = bytearray(zipped({"app.json": b"{}"}))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(mark) + place] |= 1
        assert why(bytes(content)) == "locked"

    @given(st.binary(max_size=400))
    def test_any_bytes_are_refused_or_read(self, tail: bytes) -> None:
        whole = zipped({"app.json": b"{}"})
        for content in (tail, whole + tail, whole[: len(whole) // 2] + tail, tail + whole):
            with suppress(ArchiveRefused):
                assert unpack(content) == {"app.json": b"{}"}

    def test_refuses_what_is_larger_than_any_upload(self) -> None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("a.bin", b"x" * 1024)
        assert why(made.getvalue() + b"\0" * (21 * 1024 * 1024)) == "too_large"


class TestFolder:
    def test_reads_a_folder_and_refuses_links(self, tmp_path: Path) -> None:
        for path, content in package().items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
        assert read_folder(tmp_path) == package()
        (tmp_path / "pages" / "link.js").symlink_to("/etc/hostname")
        with pytest.raises(ArchiveRefused) as refused:
            read_folder(tmp_path)
        assert refused.value.data["why"] == "link"
