"""`xiaopu journey`: the whole main job over HTTP, each step checked, timed and printed."""

from pathlib import Path

from xiaopu.entrypoints.journey.told import Teller


def run_journey(*, catalogue: Path | None, as_json: bool, mall: str | None, sandbox: str | None) -> int:
    """Drive the main job against a running mall, or a temporary one. 0 when everything is as it should be."""
    # Imported here: telling the usage must not load a mall.
    from xiaopu.entrypoints.journey.main_job import main_job  # noqa: PLC0415 (imported when used)
    from xiaopu.entrypoints.journey.stage import stage  # noqa: PLC0415 (imported when used)

    teller = Teller(as_json=as_json)
    with stage(mall, sandbox, teller) as addresses:
        return teller.conclude(main_job(addresses, teller, catalogue))


__all__ = ["run_journey"]
