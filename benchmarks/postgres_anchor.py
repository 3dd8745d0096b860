"""PostgreSQL's anchor: pgbench with the statements of one order, recorded from the server's own log.

What the application framed in one round trip (BEGIN with the shop's setting) goes out as one pipeline. Every
parameter stands where it stood, as a literal or drawn at random; a member's token alone is always the same.
"""

import asyncio
import itertools
import math
import re
import resource
import subprocess
from collections.abc import Iterable, Iterator, Sequence

import asyncpg
import httpx
import msgspec

from benchmarks.bursts import CONNECTIONS, Burst, Candidate
from benchmarks.dataset import FIRST_NUMBER, SKUS_EACH, Sizes
from benchmarks.machine import Cores, cpu_seconds
from benchmarks.place import APP_USER, Place
from benchmarks.shopping import Shopping
from benchmarks.town import Server, Town
from benchmarks.varying import NEW_IDS_MOST, Asked, Mark, marks_of
from tools.postgres import Cluster

_PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
_PLACE = re.compile(r"\$(\d+)")
_FIGURE = re.compile(r"tps = ([0-9.]+)")
_COUNT = re.compile(r"transactions actually processed: (\d+)")
_BURST_STEP, _CLIENT_STEP = 400_000_000, 40_000_000
_WARM_ORDERS = 30
# Of all anchors of this process: none may draw an id that another drew.
_BURSTS = itertools.count()


class Logged(msgspec.Struct, frozen=True):
    """A statement as the server saw it, its parameters as texts."""

    sql: str
    parameters: dict[int, str | None]


class _Entry(msgspec.Struct, frozen=True):
    """What we read of a line of PostgreSQL's JSON log."""

    message: str = ""
    detail: str = ""
    user: str = ""


class Recording(msgspec.Struct, frozen=True):
    """Whose order is recorded: somebody's, of `sku` alone when one is given."""

    town: Town
    server: Server
    shopping: Shopping
    sku: int | None = None


def anchor(name: str, recording: Recording, cores: Cores) -> Candidate:
    """Place one order with logging on, and replay what the server saw."""
    town = recording.town
    cluster = town.where.cluster
    if cluster is None:
        raise ValueError("pgbench wants PostgreSQL")
    logged, asked = asyncio.run(_recorded(recording, cluster))
    values = [value for one in logged for value in one.parameters.values() if value is not None]
    script = Script(marks_of(asked, values, one_sku=recording.sku is not None), town.sizes)
    for one in logged:
        script.add(one)
    file = town.where.home / f"{name.replace(' ', '-')}.pgbench"
    file.write_text("".join(f"{line}\n" for line in script.lines))

    def run(seconds: float) -> Burst:
        options = [*script.definitions(), "-T", str(math.ceil(seconds)), "-f", str(file)]
        return _pgbench(town.where, cluster, cores, options)

    return Candidate(name, run)


async def _recorded(recording: Recording, cluster: Cluster) -> tuple[list[Logged], Asked]:
    shopping, sku = recording.shopping, recording.sku
    owner = await asyncpg.connect(recording.town.where.owner_url)
    try:
        async with httpx.AsyncClient(base_url=recording.server.address, timeout=30) as http:
            # Every connection of the pool has prepared by then what it will run.
            for _ in range(_WARM_ORDERS):
                await shopping.one_order(http, sku)
            quoted = await shopping.quote(http, *shopping.someone(sku))
            before = len(list(_log(cluster)))
            await _switch(owner, "all")
            asked = await shopping.order_for(http, quoted)
            await _switch(owner, "none")
    finally:
        await owner.close()
    entries = list(_log(cluster))[before:]
    return list(_statements(entry for entry in entries if entry.user == APP_USER)), asked


async def _switch(owner: asyncpg.Connection, what: str) -> None:
    await owner.execute(f"ALTER SYSTEM SET log_statement = '{what}'")
    await owner.execute("SELECT pg_reload_conf()")
    await asyncio.sleep(0.5)


def _log(cluster: Cluster) -> Iterator[_Entry]:
    for file in sorted((cluster.folder / "data" / "log").glob("*.json")):
        for line in file.read_text().splitlines():
            yield msgspec.json.decode(line, type=_Entry)


def _statements(entries: Iterable[_Entry]) -> Iterator[Logged]:
    for entry in entries:
        kind, _, sql = entry.message.partition(": ")
        if kind == "statement" or kind.startswith("execute "):
            texts = {int(place): _unquoted(text) for place, text in _PARAMETER.findall(entry.detail)}
            yield Logged(sql, texts)


def _unquoted(text: str) -> str | None:
    return None if text == "NULL" else text[1:-1].replace("''", "'")


class Script:
    """A pgbench script that sends every parameter as a parameter. Constants are variables, given as options;
    what varies is put together by the server, with a `concat` that the application does not pay for.
    """

    def __init__(self, marks: Sequence[Mark], sizes: Sizes) -> None:
        self.lines = list(_drawn(sizes))
        self._marks = {mark.text: mark for mark in marks}
        self._cut = re.compile(f"({'|'.join(re.escape(mark.text) for mark in marks)})")
        self._constants: dict[str, str] = {}

    def definitions(self) -> list[str]:
        """The constants, as options."""
        return [word for text, name in self._constants.items() for word in ("-D", f"{name}={text}")]

    def add(self, one: Logged) -> None:
        """One round trip."""
        parts = [one.sql] if one.parameters else [part for part in one.sql.split(";") if part.strip()]
        framed = len(parts) > 1
        self.lines += ["\\startpipeline"] * framed
        for part in parts:
            filled = _PLACE.sub(lambda found: self._value(one.parameters[int(found[1])]), part)
            self.lines.append(f"{' '.join(filled.split())};")
        self.lines += ["\\endpipeline"] * framed

    def _value(self, text: str | None) -> str:
        if text is None:
            return "NULL"
        if not text:
            return "''"
        if not self._cut.search(text):
            return self._constant(text)
        pieces = [piece for piece in self._cut.split(text) if piece]
        return f"concat({', '.join(self._piece(piece) for piece in pieces)})"

    def _piece(self, piece: str) -> str:
        mark = self._marks.get(piece)
        if mark is None:
            return f"{self._constant(piece)}::text"
        number = f":{mark.name}::text"
        return f"{self._constant(mark.head)}::text, {number}" if mark.head else number

    def _constant(self, text: str) -> str:
        name = self._constants.setdefault(text, f"constant{len(self._constants)}")
        return f":{name}"


def _drawn(sizes: Sizes) -> Iterator[str]:
    """What each order draws first: who buys what, and numbers that nobody else draws."""
    yield f"\\set member random({FIRST_NUMBER}, {FIRST_NUMBER + sizes.members - 1})"
    yield f"\\set number random(0, {sizes.skus - 1})"
    yield f"\\set sku {FIRST_NUMBER} + :number"
    yield f"\\set goods {FIRST_NUMBER} + :number / {SKUS_EACH}"
    yield "\\set n :n + 1"
    first = f":burst * {_BURST_STEP} + :client_id * {_CLIENT_STEP} + :n * {NEW_IDS_MOST}"
    for place in range(NEW_IDS_MOST):
        yield f"\\set new{place} {FIRST_NUMBER} + {first} + {place}"


def _pgbench(where: Place, cluster: Cluster, cores: Cores, options: list[str]) -> Burst:
    command: list[str] = [str(cluster.programs / "pgbench"), "-n", "-M", "prepared"]
    command += ["-c", str(CONNECTIONS), "-j", "1", "-D", "n=0", "-D", f"burst={next(_BURSTS)}"]
    command += [*options, where.app_url]
    mine, theirs = resource.getrusage(resource.RUSAGE_CHILDREN), cpu_seconds(cluster.pid)
    with cores.for_server():
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    count, figure = _COUNT.search(ended.stdout), _FIGURE.search(ended.stdout)
    if ended.returncode or count is None or figure is None or not int(count[1]):
        raise RuntimeError(f"pgbench failed:\n{ended.stdout[-2000:]}{ended.stderr[-4000:]}")
    orders = int(count[1])
    own = used.ru_utime + used.ru_stime - mine.ru_utime - mine.ru_stime
    return Burst(
        app_us=own / orders * 1e6,
        database_us=(cpu_seconds(cluster.pid) - theirs) / orders * 1e6,
        per_second=float(figure[1]),
        p50_ms=None,
        p99_ms=None,
    )
