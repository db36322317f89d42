"""Learning in a real browser: it trains without the server, and all that is drawn is what the core computes too."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urljoin, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import TASKS, Edit, Network, backward, open_model
from lstm_core.cell_page import page_of_cell
from lstm_core.learning.first_network import new_network
from lstm_core.learning.train import fit
from lstm_core.live.packed import packed
from lstm_core.live.sentences import LIMITS
from lstm_core.said import percent
from lstm_core.tasks import temporal_order
from tests.support.saved import differences, table, taken
from tools.chromium import PATIENCE, Screen
from ui import guesses
from ui.lessons.learning import drawn, levers, votes
from ui.lessons.learning.choice import Choice
from ui.lessons.vanishing import votes as vanishing

expect.set_options(timeout=PATIENCE)
CHOICE = Choice("temporal_order", "lstm", 16, 0)
GUESSED = {"learning_vote": "about half"}
PARTS = {"learning_frozen": "true", "learning_moments": "true", "learning_files": "true"}


def trained(choice: Choice, updates: int, **changed) -> Network:
    """The network after so many updates of the core's own training; `changed` is what a lever changed of its config."""
    network = new_network(choice.kind(), TASKS[choice.task], choice.config())
    for progress in fit(network, TASKS[choice.task], replace(choice.config(), **changed)):
        if progress.step == updates:
            return network
    raise ValueError(f"{updates} updates are more than the config has")


def values(network: Network, name: str, sequence: int = 0, edits: tuple = ()) -> np.ndarray:
    """All steps and units of a name, by the core."""
    inputs = np.array(drawn.sequences(CHOICE.task, CHOICE.seed)[sequence]["inputs"])[:, None]
    return np.asarray(network.run(inputs, edits=edits).layers[0][name])[:, 0]


def opened(screen, path: str = "/learning", **options) -> tuple[Screen, Locator]:
    shown = screen(path, **{"height": 720, **options})
    return shown, run_of(shown.page)


def run_of(page: Page) -> Locator:
    run = page.locator(".lstm-learning:has(.controls)")
    expect(run.locator(".gaps b").first).to_have_text(re.compile("%"))  # the worker has spoken
    return run


@pytest.fixture(scope="module")
def kept(contexts, server) -> Iterator[Screen]:
    """One page with all its parts, for all tests that leave it as it was."""
    found = Screen(contexts, height=1600).open(f"{server.url}/learning", **GUESSED, **PARTS)
    run_of(found.page)
    yield found
    found.close()


@pytest.fixture
def page(kept: Screen) -> Iterator[tuple[Screen, Locator]]:
    """That page, at its seed, with its levers where they start; without a complaint when the test is over."""
    run = run_of(kept.page)
    if run.get_by_role("button", name="Reset").is_enabled():
        run.get_by_role("button", name="Reset").click()
    expect(run.locator(".controls")).to_have_attribute("data-update", "0")
    for lever in levers.levers(CHOICE):
        if query(kept.page).get(lever.address):
            drag(run.get_by_label(lever.label), str(lever.start))
    run.locator(".film .names button").filter(has_text=re.compile("^f$")).click()
    mean = values(drawn.network(CHOICE), "f").mean()
    expect(run.locator(".strip .cells").first).to_have_attribute("data-mean", f"{mean:.6f}")
    yield kept, run
    assert not kept.complaints()


def update_of(run: Locator) -> int:
    return int(run.locator(".controls").get_attribute("data-update"))


def at_rest(run: Locator) -> None:
    """Once paused: what was on its way from the worker has arrived."""
    before, now = -1, update_of(run)
    while before != now:
        run.page.wait_for_timeout(200)
        before, now = now, update_of(run)


def step(run: Locator, count: int) -> None:
    """Single updates, each seen before the next."""
    for _ in range(count):
        before = update_of(run)
        run.get_by_role("button", name="One update").click()
        expect(run.locator(".controls")).to_have_attribute("data-update", str(before + 1))
    expect(run.locator(".film")).to_have_attribute("data-update", str(update_of(run)))


def learn(run: Locator) -> None:
    """Train on short sequences until nearly all held-out ones are right and half of the way has been measured."""
    drag(run.get_by_label("Length"), "20")
    run.page.wait_for_url(re.compile("learning_length=20"))  # the lever has come to rest
    run.get_by_role("button", name="Start").click()
    expect(run.locator(".lead")).to_contain_text("half of that way", timeout=4 * PATIENCE)


def drag(lever: Locator, value: str) -> None:
    lever.evaluate("(one, to) => { one.value = to; one.dispatchEvent(new Event('input')); }", value)


def part(kept: Screen, inside: str) -> Locator:
    """The part of the page that has such an element."""
    return kept.page.locator(f".lstm-learning:has({inside})")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def heights(run: Locator) -> list[float]:
    """Where 0, a half and all of the share are drawn."""
    paths = run.locator(".losses .grid path").evaluate_all("(all) => all.map((one) => one.getAttribute('d'))")
    return [float(re.search(r"M[\d.]+ ([\d.]+)", path)[1]) for path in paths]


def test_before_the_guess_nothing_trains_and_afterwards_it_may(screen):
    shown, run = opened(screen)
    expect(run.get_by_role("button", name="Start")).to_be_disabled()
    expect(run.locator(".lead")).to_have_text("Choose an answer above. Then it can train.")
    run.focus()
    shown.page.keyboard.press("Space")
    shown.page.keyboard.press("ArrowRight")
    with shown.rerun():
        shown.page.get_by_text(votes.OPTIONS[1], exact=True).click()
    expect(run.get_by_role("button", name="Start")).to_be_enabled()
    assert update_of(run) == 0
    run.get_by_role("button", name="One update").click()
    expect(run.locator(".controls")).to_have_attribute("data-update", "1")


@pytest.fixture(scope="module")
def learned(kept: Screen) -> tuple[Screen, Locator]:
    """That page once it has learned short sequences, without a word to the server; it stands at rest."""
    run = run_of(kept.page)
    sent = len(kept.sent)
    learn(run)
    run.get_by_role("button", name="Pause").click()
    at_rest(run)
    assert len(kept.sent) == sent
    return kept, run


SEEN = """(run) => {
  const all = (of, ...names) => names.map((name) => Number(of.getAttribute(name)));
  const [so, guess] = [run.querySelector(".judged .so"), run.querySelector(".judged .guess")];
  return {
    at: all(so, "cx", "cy", "data-share", "data-update"), band: guess && all(guess, "x", "y", "width", "height"),
    rise: Number(run.querySelector(".losses .rise").dataset.update), lead: run.querySelector(".lead").textContent,
  };
}"""  # of one frame: shares are still measured, and the nearest to half of the way is shown


def test_it_trains_without_a_word_to_the_server_and_the_guess_is_judged_in_the_picture(learned):
    _, run = learned
    none, _, whole = heights(run)
    seen = run.evaluate(SEEN)
    (cx, cy, share, update), (x, y, width, height) = seen["at"], seen["band"]
    low, high = votes.RANGES["about half"]
    assert cy == pytest.approx(none + share * (whole - none), abs=0.11)
    assert y == pytest.approx(none + high * (whole - none), abs=0.11)
    assert height == pytest.approx((high - low) * (none - whole), abs=0.21)
    assert x + width / 2 == pytest.approx(cx, abs=0.11)
    lead = seen["lead"]
    assert ("Right:" in lead) == (low <= share <= high)
    assert "".join(percent(share).split()) in "".join(lead.split())
    assert "had changed most" in lead
    assert update < seen["rise"] <= update_of(run)


def test_whoever_wants_to_be_shown_is_told_the_answer_and_no_guess_is_drawn(learned):
    shown, run = learned
    with shown.rerun():
        shown.page.get_by_text(guesses.SHOW, exact=True).click()
    expect(run.locator(".lead")).to_contain_text("The answer:")
    expect(run.locator(".judged .so")).to_have_count(1)
    expect(run.locator(".judged .guess")).to_have_count(0)
    with shown.rerun():
        shown.page.get_by_text(votes.OPTIONS[1], exact=True).click()
    expect(run.locator(".judged .guess")).to_have_count(1)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_whole_training_stays_on_the_first_screen_while_it_runs(learned, theme):
    shown, run = learned
    shown.page.set_viewport_size({"width": 1280, "height": 720})
    shown.page.emulate_media(color_scheme=theme)
    expect(run).to_have_attribute("data-theme", theme)
    run.get_by_role("button", name="full speed").click()
    run.get_by_role("button", name="Go on").click()
    expect(run.locator(".now")).to_contain_text("/s")
    run.scroll_into_view_if_needed()
    shown.page.keyboard.press("Control+Home")
    boxes = {
        part: run.locator(part).bounding_box()
        for part in (".controls", ".levers", ".losses", ".smalls", ".strip", ".answer")
    }
    lead = run.locator(".lead").bounding_box()
    run.get_by_role("button", name="50/s").click()
    if run.get_by_role("button", name="Pause").is_visible():
        run.get_by_role("button", name="Pause").click()
    shown.page.set_viewport_size({"width": 1280, "height": 1600})
    for part, box in boxes.items():
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 720, part
    assert lead["y"] < 690


def test_the_film_shows_the_gates_that_the_core_computes_after_as_many_updates(page):
    _, run = page
    for updates in (0, 3):
        step(run, updates)
        network = trained(CHOICE, updates) if updates else drawn.network(CHOICE)
        for name in "fc":
            run.locator(".film .names button").filter(has_text=re.compile(f"^{name}$")).click()
            found = run.locator(".strip .cells")
            expect(run.locator(".film")).to_have_attribute("data-name", name)
            assert float(found.get_attribute("data-mean")) == pytest.approx(values(network, name).mean(), abs=1e-6)
            assert found.evaluate("(one) => [one.width, one.height]") == list(values(network, name).shape)
        run.locator(".film .names button").filter(has_text=re.compile("^f$")).click()


def test_a_button_counts_with_where_a_lever_stands_though_it_moved_a_moment_ago(page):
    _, run = page
    drag(run.get_by_label("Learning rate"), "20")
    step(run, 3)
    mean = values(trained(CHOICE, 3, rate=0.02), "f").mean()
    assert float(run.locator(".strip .cells").get_attribute("data-mean")) == pytest.approx(mean, abs=1e-6)


def test_a_value_under_the_pointer_is_said_as_the_core_has_it(page):
    shown, run = page
    box = run.locator(".strip .cells").bounding_box()
    f = values(drawn.network(CHOICE), "f")
    at, unit = 20, 5
    x = box["x"] + (at + 0.5) / f.shape[0] * box["width"]
    shown.page.mouse.move(x, box["y"] + (unit + 0.5) / f.shape[1] * box["height"])
    letter = drawn.sequences(CHOICE.task, CHOICE.seed)[0]["labels"][at]
    said = f"forget gate of unit {unit + 1}, step {at + 1} ({letter}): {f[at, unit]:.3f}"
    expect(run.locator(".strip .value")).to_have_text(said)


def test_the_answer_under_the_film_is_the_cores(page):
    _, run = page
    one = drawn.sequences(CHOICE.task, CHOICE.seed)[0]
    ((asked, target),) = one["asked"]
    probs = drawn.network(CHOICE).run(np.array(one["inputs"])[:, None]).probs[asked, 0]
    letters = TASKS[CHOICE.task].outputs
    likely, right = letters[int(probs.argmax())], letters[target]
    said = f"At the end it says {likely}. Right is {right}: it gives that {percent(probs[target])}."
    expect(run.locator(".answer")).to_have_text(said)
    expect(run.locator(".letters.said [data-asked]")).to_have_text(likely)


def test_a_lever_that_moves_while_it_trains_is_a_mark_on_the_axis_and_in_the_link(page):
    shown, run = page
    run.get_by_role("button", name="50/s").click()
    run.get_by_role("button", name="Start").click()
    expect(run.locator(".losses .line.loss")).to_have_attribute("d", re.compile("L"))
    sent = len(shown.sent)
    drag(run.get_by_label("Learning rate"), "30")
    drag(run.get_by_label("Bias that keeps"), "2")
    marks = run.locator(".losses .change")
    expect(marks).to_have_count(2)
    assert len(shown.sent) == sent
    run.get_by_role("button", name="Pause").click()
    at_rest(run)
    assert {mark.get_attribute("data-name") for mark in marks.all()} == {"rate", "forget_bias"}
    said = [mark.locator("title").text_content() for mark in marks.all()]
    assert any(re.fullmatch(r"Learning rate: 0\.010 → 0\.030, at update \d+", one) for one in said)
    assert any(re.fullmatch(r"Bias that keeps: 1 → 2, at update \d+", one) for one in said)
    assert (query(shown.page)["learning_rate"], query(shown.page)["learning_bias"]) == (["30"], ["2"])
    here = run.locator(".losses .here").get_attribute("d")
    x, now = float(re.search(r"M([\d.]+)", here)[1]), update_of(run)
    for mark in marks.all():
        at = float(re.search(r"M([\d.]+)", mark.get_attribute("d"))[1])
        assert (at - 40) / (x - 40) == pytest.approx(int(mark.get_attribute("data-update")) / now, abs=0.03)


@pytest.fixture(scope="module")
def low(contexts, server) -> Iterator[tuple[Screen, Locator]]:
    """A page whose link has a bias that keeps half, and short sequences."""
    found = Screen(contexts, height=720).open(
        f"{server.url}/learning", learning_bias="0", learning_length="20", **GUESSED
    )
    yield found, run_of(found.page)
    assert not found.complaints()
    found.close()


def test_the_forget_bias_of_a_link_is_where_the_gates_begin(low):
    moved = new_network(CHOICE.kind(), TASKS[CHOICE.task], CHOICE.config())
    moved.layers[0].weights["b_f"][:] = 0
    expect(low[1].locator(".strip .cells")).to_have_attribute("data-mean", f"{values(moved, 'f').mean():.6f}")


def test_reset_brings_back_what_the_seed_drew_and_the_levers_stay(page):
    _, run = page
    begun = run.locator(".strip .cells").get_attribute("data-mean")
    step(run, 2)
    assert run.locator(".strip .cells").get_attribute("data-mean") != begun
    run.get_by_role("button", name="Reset").click()
    expect(run.locator(".controls")).to_have_attribute("data-update", "0")
    expect(run.locator(".strip .cells")).to_have_attribute("data-mean", begun)
    expect(run.locator(".losses .line.loss")).to_have_attribute("d", "")
    run.get_by_role("button", name="Start").click()
    expect(run.locator(".losses .line.loss")).to_have_attribute("d", re.compile("L"))
    run.get_by_role("button", name="Reset").click()  # while it trains
    at_rest(run)
    assert update_of(run) == 0
    expect(run.get_by_role("button", name="Start")).to_be_visible()


def test_the_keys_start_pause_step_and_look_back(page):
    shown, run = page
    run.focus()
    shown.page.keyboard.press("ArrowRight")
    expect(run.locator(".controls")).to_have_attribute("data-update", "1")
    shown.page.keyboard.press("Space")
    expect(run.locator(".controls")).to_have_attribute("data-stage", "runs")
    shown.page.keyboard.press("Space")
    expect(run.locator(".controls")).to_have_attribute("data-stage", "paused")
    at_rest(run)
    step(run, 1)
    run.focus()
    shown.page.keyboard.press("Home")
    expect(run.locator(".film")).to_have_attribute("data-update", "0")
    shown.page.keyboard.press("End")
    expect(run.locator(".film")).to_have_attribute("data-update", str(update_of(run)))


def test_a_held_gate_changes_the_frozen_networks_answer_as_in_the_core(page):
    shown, run = page
    step(run, 1)
    frozen = part(shown, ".frozen-body")
    frozen.get_by_role("button", name="Freeze the network").click()
    unit = frozen.locator(".carriers li").first
    expect(frozen.locator(".carriers li")).to_have_count(8)
    number = int(unit.get_attribute("data-unit"))
    unit.get_by_role("button").click()
    network, one = trained(CHOICE, 1), drawn.sequences(CHOICE.task, CHOICE.seed)[0]
    ((asked, target),) = one["asked"]
    inputs, letters = np.array(one["inputs"])[:, None], TASKS[CHOICE.task].outputs
    for kind, edits in (("before", ()), ("now", (Edit("f", units=[number], value=0.0),))):
        probs = network.run(inputs, edits=edits).probs[asked, 0]
        text = f"{letters[int(probs.argmax())]} (right one: {percent(probs[target])})"
        expect(frozen.locator(f".answers [data-kind={kind}] b")).to_have_text(text)
    lost = []
    for each in drawn.sequences(CHOICE.task, CHOICE.seed):
        ((step_asked, right),) = each["asked"]
        ids = np.array(each["inputs"])[:, None]
        closed = network.run(ids, edits=[Edit("f", units=[number], value=0.0)]).probs[step_asked, 0, right]
        lost.append(network.run(ids).probs[step_asked, 0, right] - closed)
    assert float(unit.get_attribute("data-lost")) == pytest.approx(np.mean(lost), abs=1e-6)
    expect(frozen.locator(".held i")).to_have_count(len(one["labels"]))
    frozen.get_by_role("button", name="Let all go").click()
    expect(frozen.locator(".held i")).to_have_count(0)
    canvas = frozen.locator("canvas.cells")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    shown.page.mouse.move(box["x"] + 1, box["y"] + 1)
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 1)  # in one leap, as a fast finger
    shown.page.mouse.up()
    expect(frozen.locator(".held i")).to_have_count(len(one["labels"]))


def test_a_typed_sequence_is_read_and_a_strange_word_is_refused_in_a_sentence(page):
    shown, run = page
    frozen = part(shown, ".frozen-body")
    frozen.get_by_role("button", name="Freeze the network").click()
    field = frozen.locator(".typing input")
    field.fill("EabZB")
    field.press("Enter")
    expect(frozen.locator(".typing [role=status]")).to_have_text("The network has no word “Z”.")
    field.fill("EaXbYB")
    field.press("Enter")
    ids = np.array([temporal_order.VOCABULARY.index(letter) for letter in "EaXbYB"])[:, None]
    likely = drawn.network(CHOICE).run(ids).probs[-1, 0].argmax()
    expect(frozen.locator(".answers [data-kind=now] b")).to_have_text(TASKS[CHOICE.task].outputs[likely])
    expect(frozen.locator(".typing [role=status]")).to_have_text("")
    assert update_of(run) == 0


def test_two_moments_differ_by_what_the_core_learned_between_them(page, tmp_path):
    shown, run = page
    moments = part(shown, ".triptych")
    step(run, 3)
    expect(moments).to_have_attribute("data-b", "3")
    moments.get_by_label("Compare").select_option("weight layers.0.W_hf")
    before, after = (network.layers[0].weights["W_hf"] for network in (drawn.network(CHOICE), trained(CHOICE, 3)))
    largest = np.abs(after - before)
    expect(moments).to_have_attribute("data-largest", re.compile("."))
    assert float(moments.get_attribute("data-largest")) == pytest.approx(largest.max(), abs=1e-8)
    row, column = np.unravel_index(largest.argmax(), largest.shape)
    expect(moments.locator(".hint")).to_contain_text(f"unit {row + 1}, column {column + 1}")
    red, _, blue = moments.locator("[data-side=difference] canvas").evaluate(
        "(canvas, at) => [...canvas.getContext('2d').getImageData(...at, 1, 1).data].slice(0, 3)",
        [int(column), int(row)],
    )
    assert (red > blue) == (after[row, column] > before[row, column]), "red where it grew"
    found = taken(shown.page, "two-moments", tmp_path)
    head, lines = table(found)
    assert head == ["weight", "row", "column", "at update 0", "difference", "at update 3"]
    places = np.array([line[1:3] for line in lines], int).T - 1
    wanted = np.stack([before, after - before, after], axis=-1)[tuple(places)]
    assert len(wanted) == before.size
    np.testing.assert_allclose(np.array([line[3:] for line in lines], float), wanted, atol=1e-8)
    everywhere, middles = differences(shown.page, "two-moments", found)
    assert everywhere < 0.05
    assert (middles <= 3).all()
    moments.get_by_label("Moment A").evaluate("(one) => { one.value = 2; one.dispatchEvent(new Event('input')); }")
    expect(moments).to_have_attribute("data-a", "2")


DROP = """(place, file) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  place.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
}"""


def test_files_are_the_cores_a_foreign_one_is_refused_and_ones_own_goes_on(page, tmp_path):
    shown, run = page
    files = part(shown, ".drop")
    step(run, 2)
    saved = {}
    for kind in ("safetensors", "json"):
        with shown.page.expect_download() as got:
            files.locator(f"[data-kind={kind}]").click()
        saved[kind] = tmp_path / got.value.suggested_filename
        got.value.save_as(saved[kind])
    loaded, expected = Network.load(saved["safetensors"]), trained(CHOICE, 2)
    for name, array in expected.parameters.items():
        np.testing.assert_allclose(loaded.parameters[name], array, rtol=0, atol=1e-11)
    told = json.loads(saved["json"].read_text())
    assert (told["seed"], told["update"], told["settings"]["rate"]) == (CHOICE.seed, 2, 0.01)
    said = files.locator("[role=status]")
    (opened_there,) = open_model(saved["safetensors"]).networks  # as the page Your model does
    for name, array in expected.parameters.items():
        np.testing.assert_allclose(opened_there.network.parameters[name], array, rtol=0, atol=1e-11)
    expect(shown.page.get_by_role("link", name="Open it on Your model")).to_be_visible()
    foreign = tmp_path / "foreign.safetensors"
    foreign.write_bytes(b"nothing of ours")
    files.locator("input").set_input_files(foreign)
    expect(said).to_have_attribute("data-refused", "true")
    expect(said).to_contain_text("not a network that was saved here")
    assert update_of(run) == 2
    huge = files.locator(".drop").evaluate_handle(
        "() => new File([new Uint8Array(64 * 2 ** 20 + 1)], 'huge.safetensors')"
    )
    files.locator(".drop").evaluate(DROP, huge)
    expect(said).to_have_text("A file of more than 64 MB is not read here.")
    step(run, 2)
    files.locator("input").set_input_files(saved["safetensors"])
    expect(said).to_contain_text("is open: training goes on from it")
    mean = f"{values(loaded, 'f').mean():.6f}"
    expect(run.locator(".strip .cells")).to_have_attribute("data-mean", mean)
    step(run, 1)


def test_numbers_that_leave_all_bounds_are_said_wherever_they_are_looked_at_and_leaving_ends_the_training(screen):
    own = "h = exp(20 * h_prev + W_xh @ x + b_h)"
    shown, run = opened(screen, height=1600, **GUESSED, **PARTS, invent_page=own, learning_units="4")
    why = "has no value at step"
    expect(run.locator(".answer")).to_contain_text(why)
    drawn_on = "(one) => one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some((part) => part > 0)"
    assert not run.locator(".strip .cells").evaluate(drawn_on)
    run.get_by_role("button", name="Start").click()
    expect(run.locator(".controls")).to_have_attribute("data-stage", "ended")
    expect(run.locator(".lead")).to_contain_text("The training stopped at update 1")
    expect(run.locator(".lead")).to_contain_text("Nothing was changed before it.")
    frozen = part(shown, ".frozen-body")
    frozen.get_by_role("button", name="Freeze the network").click()
    expect(frozen.locator(".frozen-body > .hint")).to_contain_text(why)
    run.get_by_role("button", name="Reset").click()
    expect(run.locator(".lead")).to_contain_text("Press Start")
    assert len(shown.page.workers) == 1
    shown.page.get_by_role("link", name="Open it on Your model").click()
    expect(run).to_have_count(0)
    for _ in range(50):  # a browser says a moment later that one has ended
        if not shown.page.workers:
            break
        shown.page.wait_for_timeout(100)
    assert not shown.page.workers


def test_the_readers_own_equations_train_and_a_hold_that_leaves_no_value_is_refused(screen):
    own = page_of_cell(CHOICE.kind()).replace("f * c_prev", "1 * c_prev").replace("o * tanh(c)", "o * tanh(c) / f")
    shown, run = opened(screen, height=1600, **GUESSED, invent_page=own, learning_units="4", learning_frozen="true")
    step(run, 2)
    network = trained(Choice("temporal_order", "yours", 4, 0, own), 2)
    mean = float(run.locator(".strip .cells").get_attribute("data-mean"))
    assert mean == pytest.approx(values(network, "f").mean(), abs=1e-6)
    frozen = part(shown, ".frozen-body")
    frozen.get_by_role("button", name="Freeze the network").click()
    frozen.locator("canvas.cells").click()
    expect(frozen.locator(".frozen-body > .hint")).to_contain_text("divided by 0 is no number")
    expect(frozen).to_have_attribute("data-holds", "0")
    frozen.get_by_role("button", name="= 1").click()
    frozen.locator("canvas.cells").click()
    expect(frozen).to_have_attribute("data-holds", "1")
    expect(frozen.locator(".frozen-body > .hint")).to_contain_text("Press a value of the picture")


def test_a_file_with_more_units_than_the_page_trains_is_refused_in_a_sentence(page, tmp_path):
    shown, run = page
    large = tmp_path / "large.safetensors"
    config = replace(CHOICE.config(), hidden_size=LIMITS["units"] + 1)
    new_network(CHOICE.kind(), TASKS[CHOICE.task], config).save(large)
    files = part(shown, ".drop")
    files.locator("input").set_input_files(large)
    said = f"At most {LIMITS['units']} units learn in the page; you asked for {LIMITS['units'] + 1}."
    expect(files.locator("[role=status]")).to_have_text(said)
    step(run, 1)


def test_a_training_that_began_low_is_rescued_by_one_lever_and_the_page_ticks_it_off(low):
    shown, run = low
    done = shown.page.locator(".lstm-thread :is(.do, .exercises) li[data-done=true]")
    expect(done).to_have_count(1)
    step(run, 2)
    drag(run.get_by_label("Bias that keeps"), "2")
    run.get_by_role("button", name="full speed").click()
    run.get_by_role("button", name="Go on").click()
    expect(run.locator(".lead")).to_contain_text("had 95 of 100 right", timeout=4 * PATIENCE)
    expect(done).to_have_count(4)


def test_a_hidden_tab_waits_and_says_so(page):
    shown, run = page
    run.get_by_role("button", name="Start").click()
    expect(run.locator(".losses .line.loss")).to_have_attribute("d", re.compile("L"))
    hide = """(hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    shown.page.evaluate(hide, True)
    expect(run.locator(".controls")).to_have_attribute("data-stage", "hidden")
    expect(run.locator(".lead")).to_contain_text("Paused while this tab is hidden")
    at_rest(run)
    shown.page.evaluate(hide, False)
    expect(run.locator(".controls")).to_have_attribute("data-stage", "runs")
    expect(run.locator(".lead")).not_to_contain_text("hidden")
    shown.page.evaluate("() => delete document.hidden")


def test_a_limit_is_said_before_it_is_met_and_whoever_goes_on_goes_on(page):
    _, run = page
    expect(run.locator(".lead")).to_contain_text("It stops by itself after 12,000 sequences")
    for lever, to in (("Length", "20"), ("Batch", "32"), ("Learning rate", "1"), ("Clip gradients to", "0.1")):
        drag(run.get_by_label(lever), to)
    run.page.wait_for_url(re.compile(r"learning_clip=0\.1"))  # all levers have come to rest
    run.get_by_role("button", name="full speed").click()
    run.get_by_role("button", name="Start").click()
    controls, lead = run.locator(".controls"), run.locator(".lead")
    expect(controls).to_have_attribute("data-stage", "ended", timeout=4 * PATIENCE)
    expect(lead).to_contain_text("It stopped by itself after 12,000 sequences. Go on to train on 12,000 more.")
    step(run, 2)
    expect(controls).to_have_attribute("data-stage", "paused")
    run.get_by_role("button", name="Go on").click()
    expect(controls).to_have_attribute("data-stage", "ended", timeout=4 * PATIENCE)
    expect(lead).to_contain_text("It stopped by itself after 24,000 sequences.")
    assert update_of(run) == 750
    run.get_by_role("button", name="50/s").click()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_a_finger_starts_it(screen):
    shown, run = opened(screen, width=400, height=800, has_touch=True, **GUESSED, **PARTS)
    run.get_by_role("button", name="Start").tap()
    expect(run.locator(".controls")).to_have_attribute("data-stage", "runs")
    for part in shown.page.locator(".lstm-learning").all():
        box = part.bounding_box()
        assert box["x"] + box["width"] <= 400
        assert part.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    for button in run.locator(".controls button").all():
        assert button.bounding_box()["height"] >= 40
    run.get_by_role("button", name="Pause").tap()


def test_another_guess_does_not_end_the_training(page):
    shown, run = page
    step(run, 2)
    for option in votes.OPTIONS[:2]:
        with shown.rerun():
            shown.page.get_by_text(option, exact=True).click()
        assert update_of(run) == 2
    step(run, 1)


def test_opening_a_part_does_not_end_the_training_and_other_tasks_begin_anew(page):
    shown, run = page
    step(run, 2)
    for count in (0, 1):
        with shown.rerun():
            shown.page.get_by_text("Compare two moments").click()
        expect(shown.page.locator(".triptych")).to_have_count(count)
    assert update_of(run) == 2
    with shown.rerun():
        shown.page.get_by_text("Latch", exact=True).click()
    expect(run.locator(".controls")).to_have_attribute("data-update", "0")
    expect(run.locator(".letters [data-told]").first).to_have_text(re.compile("[+−-]1"))
    with shown.rerun():
        shown.page.get_by_text("Order", exact=True).click()
    run_of(shown.page)


def left(network: Network) -> float:
    """ln of how much of the error at h is left at the first step, beside the step that is asked."""
    one = drawn.sequences(CHOICE.task, CHOICE.seed)[0]
    ((asked, target),) = one["asked"]
    found = network.run(np.array(one["inputs"])[:, None])
    d_h = np.zeros_like(found.layers[0]["h"])
    d_h[asked, 0] = (found.probs[asked, 0] - np.eye(found.probs.shape[-1])[target]) @ network.readout_W
    lengths = np.linalg.norm(backward(found.layers[0], {"h": d_h}, values=True).values["h"][:, 0], axis=1)
    return float(np.log(lengths[0] / lengths[-1]))


def test_a_trained_network_is_opened_on_break_it_and_on_vanishing_and_the_shipped_one_again(screen):
    shown, run = opened(screen, **GUESSED, learning_files="true")
    step(run, 3)
    page, network = shown.page, trained(CHOICE, 3)
    page.get_by_role("button", name="Open it on Break it").click()
    own = page.locator("[data-brought]")
    expect(own).to_have_attribute("data-brought", "3")
    expect(own.locator(".whose")).to_contain_text("Temporal order: LSTM, 16 units, seed 0; update 3")
    assert float(own.locator(".strip .cells").get_attribute("data-mean")) == pytest.approx(
        values(network, "f").mean(), abs=1e-6
    )
    own.locator(".strip .cells").click()
    expect(own.locator("[data-holds]")).to_have_attribute("data-holds", "1")
    expect(page.get_by_role("button", name="Let all go")).to_be_enabled()
    own.get_by_role("link", name="Back to the shipped network").click()
    expect(page.locator(".lstm-film").first).to_be_visible()
    place = f"/vanishing?vanishing_whose=my+own&vanishing_vote={'+'.join(vanishing.OPTIONS[0].split())}"
    page.goto(urljoin(page.url, place))
    signals = page.locator("[data-brought] [data-now]")
    for name, one in (("data-before", drawn.network(CHOICE)), ("data-now", network)):
        assert float(signals.get_attribute(name)) == pytest.approx(left(one), rel=1e-6)


REACHES = """async ([all, most]) => {
  const { reach } = await import("/learning/picture/scales.js");
  return all.map((now) => reach(now, most));
}"""


def test_the_axis_of_updates_is_as_long_as_the_training_however_far_it_goes_on(blank):
    updates, most = [0, 1, 95, 96, 480, 1500, 1501, 2900, 47_000, 999_999, 3_000_000], 1500
    for now, axis in zip(updates, blank().page.evaluate(REACHES, [updates, most]), strict=True):
        assert now <= axis["last"] <= max(100, most if now <= most else 2.2 * now)
        assert (axis["ticks"][0], axis["ticks"][-1]) == (0, axis["last"])
        assert 4 <= len(axis["ticks"]) <= 6


READS = """async ({ network, sequences, longest }) => {
  const { openModel } = await import("/live/model.js");
  const { createReader } = await import("/learning/run/reader.js");
  const model = openModel(Uint8Array.from(atob(network), (letter) => letter.charCodeAt(0)));
  const reader = createReader(longest, null);
  return sequences.map((sequence) => reader.read(model, sequence).answers);
}"""


def test_where_several_letters_are_right_all_of_them_have_to_be_likelier_than_the_others(blank):
    choice = Choice("reber", "lstm", 16, 0)
    network, task = trained(choice, 250), TASKS["reber"]
    shown = drawn.sequences("reber", 0)
    asking = {"network": base64.b64encode(packed(network)).decode(), "sequences": shown, "longest": 200}
    found = blank().page.evaluate(READS, asking)
    solved = []
    for one, said in zip(shown, found, strict=True):
        probs = network.run(np.array(one["inputs"])[:, None]).probs[:, 0]
        for (step, _), several, right, sure in zip(
            one["asked"], one["allowed"], said["right"], said["sure"], strict=True
        ):
            assert right == (probs[step, several].min() > np.delete(probs[step], several).max(initial=0))
            assert sure == pytest.approx(probs[step, several].sum(), rel=1e-9)
        solved.append(all(said["right"]))
    batch = task.sample(np.random.default_rng([0, drawn.FILMED]), drawn.SHOWN, lag=choice.config().level)
    assert solved == task.solved(network.run(batch.inputs).logits, batch).tolist()
    assert 0 < sum(solved) < len(solved)
