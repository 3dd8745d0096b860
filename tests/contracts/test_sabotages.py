"""F20's sabotages still fit the sources: each old text stands exactly once. Whoever moves a guard moves its
sabotage along, or the control would prove nothing.
"""

from pathlib import Path

import pytest

from proofs.f20_controls import ROOT, SabotageMissed, sabotaged
from proofs.sabotages import SABOTAGES, Edit, Sabotage


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda one: f"{one.proof} {one.name}")
class TestSabotages:
    def test_every_text_stands_exactly_once(self, sabotage: Sabotage) -> None:
        counts = [(ROOT / edit.file).read_text("utf-8").count(edit.old) for edit in sabotage.edits]
        assert counts == [1] * len(sabotage.edits)

    def test_it_leaves_sources_that_can_be_read(self, sabotage: Sabotage) -> None:
        for edit in sabotage.edits:
            assert edit.old != edit.new
            if edit.file.endswith(".py"):
                text = (ROOT / edit.file).read_text("utf-8").replace(edit.old, edit.new)
                compile(text, edit.file, "exec")


class TestSabotaged:
    def test_alters_a_copy_and_never_the_tree(self, tmp_path: Path) -> None:
        sabotage = SABOTAGES[0]
        before = {edit.file: (ROOT / edit.file).read_bytes() for edit in sabotage.edits}
        backend, sandbox = sabotaged(sabotage, tmp_path)
        assert (backend / "xiaopu").is_dir()
        assert (sandbox / "wxsandbox").is_dir()
        for edit in sabotage.edits:
            assert (tmp_path / edit.file).read_bytes() != before[edit.file]
            assert (ROOT / edit.file).read_bytes() == before[edit.file]

    def test_a_text_that_is_gone_is_told_loudly(self, tmp_path: Path) -> None:
        lost = Edit("backend/src/xiaopu/kernel/ids.py", "no such line", "")
        sabotage = Sabotage(proof="F1", name="lost", database="sqlite", shows="oversold", edits=(lost,))
        with pytest.raises(SabotageMissed, match="holds 0"):
            sabotaged(sabotage, tmp_path)
