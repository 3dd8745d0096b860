"""What the journey tells: a line a step with its time, and one line of figures last."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console


class Step(msgspec.Struct):
    """One step: what it proved, in a few words, and how long it took."""

    number: int
    name: str
    ms: int = 0
    found: str = ""
    ok: bool = True


class NotAsItShouldBe(Exception):
    """The first thing that is not right; ends the journey."""


class Teller:
    """Prints steps as they end, or keeps them for machines."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(highlight=False, stderr=as_json, soft_wrap=True)
        self.steps: list[Step] = []

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[str], None]]:
        """Time one step; call the yielded function with what it found."""
        step = Step(len(self.steps) + 1, name)
        self.steps.append(step)
        started = time.monotonic()

        def found(words: str) -> None:
            step.found = words

        try:
            yield found
        except BaseException as fault:
            step.ok, step.found = False, f"{type(fault).__name__}: {fault}"[:2000]
            raise
        finally:
            step.ms = round((time.monotonic() - started) * 1000)
            self._tell(step)

    def note(self, words: str) -> None:
        """Something worth saying between steps."""
        if not self._as_json:
            self._console.print(f"      {words}", style="dim")

    def conclude(self, figures: dict[str, Any] | None) -> int:
        """The summary line; the exit code. `None`: the journey broke off."""
        total = sum(step.ms for step in self.steps)
        if self._as_json:
            document = {"ok": figures is not None, "ms": total, "figures": figures, "steps": self.steps}
            print(msgspec.json.encode(document).decode())  # noqa: T201 (this is the command's answer)
        elif figures is not None:
            words = " ".join(f"{name}={value}" for name, value in figures.items())
            self._console.print(f"[green]完成[/green] {len(self.steps)} 步 {total / 1000:.1f} 秒  {words}")
        else:
            self._console.print(f"[red]中断[/red] 第 {len(self.steps)} 步「{self.steps[-1].name}」")
        return 0 if figures is not None else 1

    def _tell(self, step: Step) -> None:
        if not self._as_json:
            mark = "[green]✓[/green]" if step.ok else "[red]✗[/red]"
            self._console.print(f"{mark} {step.number:2d}  {step.name:<28} {step.ms:>6} ms  {step.found}")


def expect(actual: Any, wanted: Any, what: str) -> None:
    """Refuse to go on when `actual` is not `wanted`."""
    if actual != wanted:
        raise NotAsItShouldBe(f"{what}: 应为 {wanted!r}，实际 {actual!r}")
