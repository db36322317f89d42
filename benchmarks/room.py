"""A room of many students: how soon all are in, how soon a vote is counted, how soon everybody sees it.

    python -m benchmarks.room [--students 300] [--join 30] [--vote 10] [--servers 1] [--database sqlite|postgresql|URL]

Each student opens a page of the app (a real session), joins the room, votes once at a random moment, and hears what
the room tells. The students run on the same machine as the servers. `postgresql` starts one of this machine.
"""

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from tools.postgres import postgres
from tools.server import AppServer, app_server
from tools.visitors import visiting
from ui.room.store.database import WHERE

QUESTION, OPTIONS, PAGE = "why_memory.load", 4, "why_memory"
TICKS = os.sysconf("SC_CLK_TCK")


class Student:
    """One browser in a room: when it joined, when its vote was counted, what it heard."""

    def __init__(self, url: str, room: str, number: int, secret: str = ""):
        self.url, self.room, self.heard = url, room, []
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        self.headers = f"x-room-voter: student-{number:08d}\r\n" + (f"x-room-secret: {secret}\r\n" if secret else "")
        self.changed = asyncio.Condition()

    async def listen(self) -> None:
        """Hear the room until it ends."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(f"GET /room/{self.room} HTTP/1.1\r\nhost: {self.host}\r\n{self.headers}\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b"data: "):
                self.heard.append((time.perf_counter(), json.loads(line[6:])))
                async with self.changed:
                    self.changed.notify_all()
        writer.close()

    async def until(self, holds: Any) -> float:
        """When it first heard something of which that holds."""
        while True:
            for when, event in self.heard:
                if holds(event):
                    return when
            async with self.changed:
                await asyncio.wait_for(self.changed.wait(), 60)

    async def send(self, path: str, said: dict) -> tuple[int, dict]:
        """Status and answer of a POST."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        body = json.dumps(said).encode()
        head = (
            f"POST /room{path} HTTP/1.1\r\nhost: {self.host}\r\ncontent-type: application/json\r\nconnection: close\r\n"
        )
        writer.write(f"{head}{self.headers}content-length: {len(body)}\r\n\r\n".encode() + body)
        head, _, answer = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        return int(head.split()[1]), json.loads(answer)


async def crowd(servers: list[AppServer], students: int, join: float, vote: float) -> dict[str, Any]:
    """One room from the first who comes to the answer that all have seen."""
    rng, found = random.Random(0), {}
    _, opened = await Student(servers[0].url, "", 0).send("", {})
    room = opened["room"]
    teacher = Student(servers[0].url, room, 0, opened["secret"])
    await teacher.send(f"/{room}/lead", {"do": "ask", "questions": {QUESTION: OPTIONS}})
    lines = [asyncio.create_task(teacher.listen())]
    choices = [rng.randrange(OPTIONS) for _ in range(students)]
    async with AsyncExitStack() as pages:

        async def come(number: int) -> tuple[Student, float]:
            await asyncio.sleep(rng.uniform(0, join))
            start, server = time.perf_counter(), servers[number % len(servers)]
            await pages.enter_async_context(visiting(server.url, PAGE, room=room))
            one = Student(server.url, room, number + 1)
            lines.append(asyncio.create_task(one.listen()))
            return one, await one.until(lambda event: "here" in event) - start

        async def say(one: Student, choice: int) -> tuple[float, float]:
            await asyncio.sleep(rng.uniform(0, vote))
            start = time.perf_counter()
            status, answer = await one.send(f"/{room}/vote", {"question": QUESTION, "choice": choice})
            assert status == 200, answer
            return start, time.perf_counter()

        start, used = time.perf_counter(), cpu(servers)
        came = await asyncio.gather(*(come(number) for number in range(students)))
        found["all are in after"] = await teacher.until(lambda event: event.get("here") == students) - start
        found["CPU while they come"] = cpu(servers) - used
        found["a join"] = [taken for _, taken in came]

        used = cpu(servers)
        said = await asyncio.gather(*(say(one, choice) for (one, _), choice in zip(came, choices, strict=True)))
        counted = sorted(end for _, end in said)
        await teacher.until(lambda event: event["questions"][QUESTION]["voted"] == students)
        found["CPU while they vote"] = cpu(servers) - used
        found["a vote"] = [end - start for start, end in said]
        moves = [(when, event["questions"][QUESTION]["voted"]) for when, event in teacher.heard if "questions" in event]
        found["a vote is seen"] = [
            next(max(0.0, when - end) for when, voted in moves if voted >= place)
            for place, end in enumerate(counted, 1)
        ]

        start = time.perf_counter()
        await teacher.send(f"/{room}/lead", {"do": "reveal", "question": QUESTION, "right": 0})
        shown = await asyncio.gather(
            *(one.until(lambda event: event["questions"][QUESTION]["revealed"]) for one, _ in came)
        )
        found["the answer is seen"] = [when - start for when in shown]
        votes = came[0][0].heard[-1][1]["questions"][QUESTION]["votes"]
        found["every vote is counted"] = votes == [choices.count(k) for k in range(OPTIONS)]
        await teacher.send(f"/{room}/lead", {"do": "close"})
        await asyncio.gather(*lines)
    return found


def cpu(servers: list[AppServer]) -> float:
    """Seconds of processor that the servers have used."""
    stats = [Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split() for server in servers]
    return sum(int(one[11]) + int(one[12]) for one in stats) / TICKS


@contextmanager
def database(named: str, scratch: Path) -> Iterator[str]:
    """The URL of the database that is named."""
    if named == "postgresql":
        with postgres() as url:
            yield url
    else:
        yield f"sqlite:///{scratch / 'rooms.sqlite'}" if named == "sqlite" else named


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--students", type=int, default=300)
    given.add_argument("--join", type=float, default=30.0)
    given.add_argument("--vote", type=float, default=10.0)
    given.add_argument("--servers", type=int, default=1)
    given.add_argument("--database", default="sqlite")
    given = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch, database(given.database, Path(scratch)) as url, ExitStack() as stack:
        os.environ[WHERE] = url
        servers = [stack.enter_context(app_server(Path(scratch) / f"{k}.txt")) for k in range(given.servers)]
        before = os.getloadavg()[0]
        found = asyncio.run(crowd(servers, given.students, given.join, given.vote))
        after = os.getloadavg()[0]
    print(f"{given.students} students, {given.servers} server(s), {url.partition(':')[0]}, {os.cpu_count()} cores;")
    print(f"the machine's load was {before:.1f} before and {after:.1f} after.\n")
    print("| | p50 ms | p95 ms | slowest ms |\n| --- | ---: | ---: | ---: |")
    for name, seconds in found.items():
        if isinstance(seconds, list):
            print(f"| {name} | {' | '.join(f'{1000 * np.quantile(seconds, q):.0f}' for q in (0.5, 0.95, 1.0))} |")
    for name, value in found.items():
        if not isinstance(value, list):
            print(f"{name}: {value if isinstance(value, bool) else f'{value:.1f} s'}")


if __name__ == "__main__":
    main()
