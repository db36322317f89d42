"""The lesson on attention: what ships translates, and what the page says is what the networks compute."""

import json

import numpy as np
import pytest

from benchmarks import translation as benchmark
from lstm_core.said import percent
from lstm_core.translation import dates, swaps
from tests.support.mounted import prose
from ui.lessons.attention import hero, numbers

NETWORKS = sorted(path.stem for path in numbers.FOLDER.glob("*.safetensors"))


def charts(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def test_one_network_of_every_kind_ships_and_all_together_are_small():
    assert {name.removesuffix("-0") for name in NETWORKS} == set(benchmark.VARIANTS) == set(numbers.TITLES)
    assert sum(path.stat().st_size for path in numbers.FOLDER.iterdir()) < 600_000


@pytest.mark.parametrize("variant", numbers.TITLES)
def test_shipped_networks_write_what_the_benchmark_says(variant):
    found = numbers.results()[f"{variant}-0"]
    for way in ("november 20 2026", "2026/11/20"):
        pairs = dates.evaluation_set(benchmark.PER_FORMAT)[way]
        assert benchmark.right(numbers.network(variant), pairs) == pytest.approx(found["right"][way], abs=0.011)


def test_attention_translates_at_least_99_percent_of_unseen_dates_on_every_seed_and_a_single_state_does_not():
    by_seed = {
        variant: [np.mean(list(run["right"].values())) for run in runs]
        for variant, runs in numbers.by_variant("right").items()
    }
    assert len(by_seed["attention"]) == 3
    assert min(by_seed["attention"]) >= 0.99
    assert max(by_seed["fixed"]) < min(by_seed["attention"])


def test_what_attention_points_at_turns_what_is_written_and_as_much_elsewhere_does_not():
    made = numbers.network("attention")
    found = swaps.flips(made, dates.twins(10), [5], np.random.default_rng(0))
    assert found.pointed[0] > 0.45
    assert found.random[0] < 0.05
    assert found.rest[0] < 0.05
    for run in numbers.by_variant("flips")["attention"]:
        assert min(run["pointed"]) > 5 * max(run["random"])


def test_the_months_place_is_found_in_every_way_of_writing():
    for way, written in dates.FORMATS.items():
        for date in numbers.offered().values():
            first, last = numbers.month(written(date))
            shown = written(date)[first : last + 1]
            names = {
                dates.MONTHS[date.month - 1],
                dates.MONTHS[date.month - 1][:3],
                str(date.month),
                f"{date.month:02}",
            }
            assert shown in names, way
    assert numbers.month("no date at all") is None


def decoded(message: bytes) -> tuple[dict, np.ndarray | None]:
    """A message's header, and its weights."""
    size = int.from_bytes(message[:4], "little")
    header, floats = json.loads(message[4 : 4 + size]), np.frombuffer(message[4 + size :], "<f4")
    shape = header["arrays"].get("weights", {}).get("shape")
    return header, floats.reshape(shape) if shape else None


OPEN = {f"attention_{part}_open": "true" for part in ("rests", "swaps", "self", "learning")}


def test_before_the_guess_neither_the_message_nor_the_page_says_where_it_looks(opened):
    page = opened("attention", attention_way="20 nov 2026", **OPEN)
    assert not page.error
    assert not charts(page)
    text = numbers.text_of("20 nov 2026", next(iter(numbers.offered())), "")
    found = numbers.translation("attention", text)
    header, weights = decoded(hero.message("attention", text, None, False))
    assert weights is None
    assert header["guess"] is None
    share = percent(float(found.weights[numbers.MONTH_DIGIT].max()))
    for said in (prose(page), " ".join(header["said"])):
        assert "looks most at" not in said
        assert "Most weight" not in said
        assert share not in said


def test_after_the_guess_the_message_holds_the_weights_and_both_marks(opened):
    page = opened("attention", attention_way="20 nov 2026", attention_guess="inside it")
    assert not page.error
    text = numbers.text_of("20 nov 2026", next(iter(numbers.offered())), "")
    found = numbers.translation("attention", text)
    first, last = numbers.month(text)
    header, weights = decoded(hero.message("attention", text, "inside it", True))
    np.testing.assert_array_equal(weights, found.weights[: len(found.written)].astype("<f4"))
    assert (header["guess"]["from"], header["guess"]["to"]) == (first + 1, last - 1)
    assert header["guess"]["most"] == found.weights[numbers.MONTH_DIGIT].argmax()
    assert f"It writes **{found.right}**" in prose(page)
    right = numbers.place(found)
    assert ("as you said" if right == "inside it" else f"You said inside it; it is **{right}**") in prose(page)


@pytest.mark.parametrize("way", dates.FORMATS)
def test_every_place_that_can_be_guessed_is_marked_and_the_right_one_holds_the_truth(way):
    text = dates.FORMATS[way](next(iter(numbers.offered().values())))
    found, covered = numbers.translation("attention", text), []
    for option in numbers.PLACES:
        marks = decoded(hero.message("attention", text, option, True))[0]["guess"]
        span = range(marks["from"], marks["to"] + 1)
        covered += span
        assert (marks["most"] in span) == (option == numbers.place(found))
    assert sorted(set(covered)) == list(range(len(text)))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("20 OCT   2026", "It writes **2026"),
        ("2.1.2030", "It writes **2030-01-02**, which is right"),
        ("moonday", "is no date in one of the ways"),
        ("5", "is no date in one of the ways"),
    ],
)
def test_typed_text_is_read_as_it_is(opened, typed, says):
    page = opened("attention", attention_text=typed, attention_guess="inside it")
    assert not page.error
    assert says in prose(page)


@pytest.mark.parametrize("typed", ["x" * 300, "<b>6 may 1999</b>", "$6 may 1999$", "6 мая 1999"])
def test_text_that_cannot_be_read_is_refused_in_a_sentence_and_the_rest_of_the_page_stays(opened, typed):
    page = opened("attention", attention_text=typed, attention_guess="inside it", **OPEN)
    assert len(page.error) == 1
    assert "Do you remember?" in [box.value for box in page.header]
    assert "<b>" not in page.error[0].value


@pytest.mark.parametrize("way", dates.FORMATS)
def test_every_way_of_writing_is_drawn(opened, way):
    page = opened(
        "attention", attention_way=way, attention_guess="after it", attention_swap="values of the encoder", **OPEN
    )
    assert not page.error
    assert not page.exception
    assert len(charts(page)) == 5


def test_without_the_networks_the_page_says_so_in_sentences(opened, monkeypatch, tmp_path):
    numbers.network.clear()
    numbers.translation.clear()
    hero.message.clear()
    monkeypatch.setattr(numbers, "FOLDER", tmp_path)
    page = opened("attention")
    assert page.error
    assert all(box.value for box in page.error)


def test_a_text_without_a_month_asks_nothing_and_locks_nothing(opened):
    page = opened("attention", attention_text="12.2042", attention_swaps_open="true", attention_learning_open="true")
    said = "\n".join(text.value for text in page.markdown)
    assert "There is no month here to ask about" in said
    assert "Guess first, above." not in said
    assert not [group for group in page.get("button_group") if group.key == "attention_guess"]
