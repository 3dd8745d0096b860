"""Dependencies share the request's task."""

import asyncio

import pytest
from litestar import Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.testing import AsyncTestClient

from xiaopu.infra.http.one_task import InOneTask


async def give_task() -> str:
    task = asyncio.current_task()
    return task.get_name() if task else ""


async def give_task_too() -> str:
    return await give_task()


async def give_both(one: NamedDependency[str], two: NamedDependency[str]) -> str:
    return f"{one},{two},{await give_task()}"


@get("/tasks")
async def tasks(
    one: NamedDependency[str], two: NamedDependency[str], both: NamedDependency[str]
) -> list[str]:
    return [one, two, *both.split(","), await give_task()]


@pytest.mark.anyio
@pytest.mark.parametrize(("plugins", "different"), [([InOneTask()], 1), ([], 2)])
async def test_tasks_of_a_request(plugins: list[InOneTask], different: int) -> None:
    app = Litestar(
        [tasks],
        dependencies={"one": Provide(give_task), "two": Provide(give_task_too), "both": Provide(give_both)},
        plugins=plugins,
    )
    async with AsyncTestClient(app) as client:
        names = (await client.get("/tasks")).json()
    assert len(names) == 6
    assert len(set(names)) == different
