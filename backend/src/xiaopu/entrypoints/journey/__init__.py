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


def run_launch(launch: str, mode: str | None, *, as_json: bool, mall: str | None, sandbox: str | None) -> int:
    """Drive one way of launching, from nothing to the first paid order. 2 for a way that WeChat has not."""
    from xiaopu.entrypoints.journey.launch_job import launch_job, modes_of  # noqa: PLC0415 (imported when used)
    from xiaopu.entrypoints.journey.stage import stage  # noqa: PLC0415 (imported when used)

    possible = modes_of(launch)
    wanted = mode or (possible[0] if possible else "")
    if wanted not in possible:
        print(f"{launch} 没有 {wanted or mode} 这种方式（有 {'、'.join(possible) or '无'}）")  # noqa: T201 (the answer)
        return 2
    teller = Teller(as_json=as_json)
    with stage(mall, sandbox, teller) as addresses:
        return teller.conclude(launch_job(addresses, teller, launch, wanted))


__all__ = ["run_journey", "run_launch"]
