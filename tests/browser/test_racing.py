"""A race in the page: its racers learn in the browser what the core's racers learn, and end by the same rule."""

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_core import CELLS, TASKS
from lstm_core.races.in_the_page import in_the_page
from lstm_core.races.lane import ROUNDS, Racer
from lstm_core.races.plan import plan
from tools.chromium import PATIENCE, Screen
from ui.lessons.race import here
from ui.lessons.race.numbers import gaps

LINK = {"race_vote": "50", "race_own": "true", "race_where": here.PLACES[1], "race_length": "10"}
TITLES = {"LSTM, chrono": "lstm", "GRU, chrono": "gru", "RNN": "rnn"}
SEQUENCES = 20_000
ENDED = 120_000  # ms that a race may take on a busy machine


def opened(screen, **link: str) -> Page:
    expect.set_options(timeout=PATIENCE)
    page = screen("/race", **LINK | link).page
    expect(page.get_by_role("button", name="Start the race here")).to_be_visible()
    return page


@pytest.fixture(scope="module")
def kept(contexts, server) -> Iterator[Callable[..., Screen]]:
    """A page for several tests, which ends without a complaint."""
    found: list[Screen] = []

    def open_page(path: str, **link: str) -> Screen:
        found.append(Screen(contexts))
        return found[-1].open(server.url + path, **link)

    yield open_page
    complaints = [complaint for one in found for complaint in one.complaints()]
    for one in found:
        one.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="module")
def ended(kept) -> Page:
    """A short race, at its end."""
    page = opened(kept)
    raced(page)
    return page


@pytest.fixture(scope="module")
def far(kept) -> Screen:
    """A long race that nobody has started."""
    expect.set_options(timeout=PATIENCE)
    found = kept("/race", **LINK | {"race_length": "100"})
    expect(found.page.get_by_role("button", name="Start the race here")).to_be_visible()
    return found


def cell(page: Page, title: str, kind: str):
    return page.locator(f".lstm-racing tr[data-racer='{title}'] .{kind}")


def raced(page: Page) -> None:
    page.get_by_role("button", name="Start the race here").click()
    expect(page.get_by_text("The race has ended.")).to_be_visible(timeout=ENDED)


def core(tmp_path, seed: int = 0) -> dict[str, Racer]:
    """The same racers, run by the core."""
    task, cells = TASKS["temporal_order"], {key: CELLS[key] for key in TITLES.values()}
    found = {}
    for config in in_the_page(plan("temporal_order", task, cells, ("chrono",), (seed,), 10, sequences=SEQUENCES)):
        racer = Racer(tmp_path, task, config, CELLS[config.cell])
        while racer.going:
            racer.turn(lambda: False)
        found[racer.lane.title] = racer
    return found


def points(page: Page, title: str) -> list[tuple[float, float]]:
    """(sequences, share) of a drawn line, read from its place between the axes."""
    d = page.locator(f".lstm-racing .lines path[data-racer='{title}']").get_attribute("d")
    places = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
    grid = [path.get_attribute("d") for path in page.locator(".lstm-racing .grid path").all()]
    bottom, top = (float(re.search(r"M[\d.]+ ([\d.]+)", one)[1]) for one in (grid[0], grid[-1]))
    left, right = (float(re.search(pattern, grid[0])[1]) for pattern in (r"M([\d.]+)", r"H([\d.]+)"))
    return [
        (100 * (SEQUENCES / 100) ** ((x - left) / (right - left)), (bottom - y) / (bottom - top)) for x, y in places
    ]


def test_the_racers_learn_what_the_cores_learn_and_end_by_the_rule_of_1997(ended, tmp_path):
    page = ended
    for title, racer in core(tmp_path).items():
        lines = (racer.writer.path / "metrics.jsonl").read_text().splitlines()
        first = [json.loads(line) for line in lines][:3]  # of 25 updates each: rounding has not grown yet
        drawn = points(page, title)[:3]
        for (seen, share), metrics in zip(drawn, first, strict=True):
            assert seen == pytest.approx(metrics["step"] * 8, rel=0.01)
            assert share == pytest.approx(metrics["accuracy"], abs=0.01)
        expect(cell(page, title, "now")).to_have_text("has learned the task")
        reached = int(cell(page, title, "met").inner_text().replace(",", ""))
        assert reached % 8 == 0
        assert reached == pytest.approx(racer.lane.reached, rel=0.25)
        assert int(cell(page, title, "wrong").inner_text()) <= TASKS["temporal_order"].race.wrong
        dot = page.locator(f".lstm-racing .lines circle[data-racer='{title}']")
        assert dot.get_attribute("data-met") is not None
    assert ROUNDS * 25 * 8 == SEQUENCES


def test_the_race_that_ships_and_the_papers_stand_beside_it(ended, far):
    (race,) = [race for race in gaps() if race.level == 10]
    for title, lanes in race.groups().items():
        if title in TITLES:
            counts = [lane.reached for lane in lanes]
            expect(cell(ended, title, "shipped")).to_have_text(f"3 of 3 seeds, median {np.median(counts):,.0f}")
    page = far.page
    for title in TITLES:
        line = page.locator(f".lstm-racing .pale path[data-racer='{title}']")
        expect(line).to_have_count(1)
        right = float(re.search(r"H([\d.]+)", page.locator(".lstm-racing .grid path").first.get_attribute("d"))[1])
        assert max(float(x) for x in re.findall(r"[ML]([\d.]+) ", line.get_attribute("d"))) <= right
    expect(page.locator(".lstm-racing .marks text")).to_have_text("LSTM 1997: 31,390")


def test_it_runs_without_the_server_can_be_stopped_and_run_again(far):
    page, before = far.page, len(far.sent)
    page.get_by_role("button", name="Start the race here").click()
    expect(cell(page, "LSTM, chrono", "now")).to_have_text(re.compile(r"^[1-9][\d,]* of 20,000"), timeout=ENDED)
    page.get_by_role("button", name="Stop the race").click()
    expect(cell(page, "LSTM, chrono", "now")).to_have_text(re.compile("^stopped after"))
    page.get_by_role("button", name="Run it again").click()
    expect(page.get_by_role("button", name="Stop the race")).to_be_visible()
    page.get_by_role("button", name="Stop the race").click()
    assert len(far.sent) == before
    assert parse_qs(urlsplit(page.url).query)["race_where"] == [here.PLACES[1]]


def test_no_more_racers_run_at_once_than_there_are_processors(screen):
    page = opened(screen, race_length="60")
    page.evaluate("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 })")
    page.get_by_role("button", name="Start the race here").click()
    expect(cell(page, "LSTM, chrono", "now")).to_have_text(re.compile(r"^[1-9][\d,]* of 20,000"), timeout=ENDED)
    states = page.locator(".lstm-racing tbody tr").evaluate_all("(rows) => rows.map((row) => row.dataset.state)")
    assert states == ["running", "waiting", "waiting"]


def test_a_task_of_numbers_is_raced_in_the_page_too(screen):
    page = opened(screen, race_task="Latch", race_lag="20")
    page.get_by_role("button", name="Start the race here").click()
    for title in TITLES:
        expect(cell(page, title, "now")).to_have_text(re.compile(r"^[1-9][\d,]* of 20,000|task$"), timeout=ENDED)


def test_a_cell_of_ones_own_races_the_lstm_in_the_page(screen):
    expect.set_options(timeout=PATIENCE)
    own = "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)"
    link = {
        "invent_page": own,
        "invent_racing": "true",
        "invent_raced": "Temporal order",
        "invent_where": here.PLACES[1],
    }
    shown = screen("/invent", **link)
    page = shown.page
    button = page.get_by_role("button", name="Start the race here")
    expect(button).to_be_visible()
    before = len(shown.sent)
    button.click()
    expect(page.get_by_text("The race has ended.")).to_be_visible(timeout=ENDED)
    assert len(shown.sent) == before
    titles = [row.get_attribute("data-racer") for row in page.locator(".lstm-racing tbody tr").all()]
    assert titles == ["LSTM, bias 1", "Yours"]
    for title in titles:
        expect(cell(page, title, "now")).to_have_text(re.compile("^has (not )?learned the task$"))
        expect(cell(page, title, "wrong")).to_have_text(re.compile(r"^[\d,]+$"))
