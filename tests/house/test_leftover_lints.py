"""tools/lints/leftovers.py: nothing unfinished, skipped or silenced. Samples are joined from halves."""

import pytest

from tests.house.samples import lines
from tools.lints.leftovers import ignores_say_why, nothing_left

MARK = "TO" + "DO"
NOQA = "no" + "qa"
IGNORE = "type: ign" + "ore"


class TestNothingLeft:
    @pytest.mark.parametrize(
        "text",
        [
            f"# {MARK}: later",
            "a = 1  # FIX" + "ME",
            f"a = Step.{MARK}  # {MARK}",
            "from unittest.mo" + "ck import patch",
            "mock.pat" + "ch('a.b')",
            "@pytest.mark.sk" + "ip",
            "@pytest.mark.xfa" + "il",
        ],
    )
    def test_catches_python_left_for_later(self, text: str) -> None:
        assert lines(nothing_left, "tests/unit/test_a.py", text) == [1]

    @pytest.mark.parametrize(
        "text", [f"// {MARK}", "it.sk" + "ip('a')", "const a: any = 1", "f(a as any)", "// @ts-ign" + "ore"]
    )
    def test_catches_typescript_left_for_later(self, text: str) -> None:
        assert lines(nothing_left, "clients/console/src/a.ts", text) == [1]

    def test_passes_finished_work_and_prose(self) -> None:
        assert lines(nothing_left, "tools/a.py", "total = 1  # what is left to do stands in the plan\n") == []
        assert lines(nothing_left, "tools/a.py", f'    {MARK} = "todo"\nstatus = StepStatus.{MARK}\n') == []
        assert lines(nothing_left, "clients/console/src/a.ts", "const company: string = many\n") == []
        assert lines(nothing_left, "docs/guides/a.md", f"{MARK}\n") == []


class TestIgnoresSayWhy:
    @pytest.mark.parametrize(
        "comment",
        [f"# {NOQA}", f"# {NOQA}: S311", f"# {IGNORE}", f"# {IGNORE}[misc]", f"# {IGNORE}[misc]  #"],
    )
    def test_catches_silence_without_a_word(self, comment: str) -> None:
        assert lines(ignores_say_why, "tools/a.py", f"a = 1\nb = f()  {comment}\n") == [2]

    @pytest.mark.parametrize(
        "comment",
        [f"# {NOQA}: S311 (jitter)", f"# {IGNORE}[misc]  # built at run time", f"# {NOQA}: A, B1 (its name)"],
    )
    def test_passes_a_rule_with_its_reason(self, comment: str) -> None:
        comment = comment.replace(": A,", ": A1,")
        assert lines(ignores_say_why, "tools/a.py", f"a = f()  {comment}\n") == []

    def test_does_not_take_text_for_a_comment(self) -> None:
        assert lines(ignores_say_why, "tools/a.py", f'a = "# {NOQA}"\n') == []
