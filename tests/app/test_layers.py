"""The lesson on layers: what both heads know when, and that no vote is answered before it."""

import json

import numpy as np
import pytest

from lstm_core.said import percent
from lstm_core.tasks import homograph
from tests.support.mounted import prose
from ui import guesses
from ui.lessons.layers import hero, numbers, pictures, votes, words

OPEN = {f"layers_{part}_open": "true" for part in ("tagging", "stack", "depth", "leak")}


def header(message: bytes) -> dict:
    return json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])


def telling(sent: dict, cue: str, meaning: str) -> dict:
    return sent["tellings"][numbers.CUES[cue]][numbers.BATS[meaning]]


@pytest.mark.parametrize("cue", numbers.CUES)
@pytest.mark.parametrize("meaning", numbers.BATS)
def test_bars_and_sentences_say_what_the_networks_compute_at_the_noun(cue, meaning):
    told = telling(header(hero.message("about fifty-fifty")), cue, meaning)
    text = numbers.sentence(cue, meaning)
    assert told["words"] == text
    for way, shown in zip(numbers.WAYS, told["ways"], strict=True):
        names = sorted(path.stem for path in numbers.FOLDER.glob(f"homograph-{way}-*.safetensors"))
        networks = [numbers.network(name) for name in names]
        wanted = [float(m.run(m.encode(text)).probs[told["noun"], 0, 0]) for m in networks]
        np.testing.assert_allclose(shown["seeds"], wanted, rtol=1e-6)
        assert f"{homograph.MEANINGS[0]} {percent(np.mean(wanted))}" == shown["told"][0]
        spoken = f"{numbers.WAYS[way]} {percent(np.mean(wanted))}"
        for read, said in enumerate(told["said"], start=1):
            assert (spoken in said) == (read >= shown["from"])


def test_a_way_of_reading_speaks_once_all_its_heads_have_read_the_noun():
    text = numbers.sentence(*numbers.USUAL)
    for way, heads in hero.HEADS.items():
        read = numbers.known(way, text)
        covered = [text[:read]] + [text[-read:]] * (len(heads) == 2)
        earlier = [text[: read - 1]] + [text[len(text) - read + 1 :]] * (len(heads) == 2)
        assert all(numbers.NOUN in part for part in covered)
        assert not all(numbers.NOUN in part for part in earlier)


def test_what_one_way_says_at_the_noun_does_not_hang_on_what_comes_later():
    after = {meaning: numbers.meanings("after", meaning)[numbers.WAYS["forward"]] for meaning in numbers.BATS}
    np.testing.assert_allclose(after["animal"], after["thing"], atol=1e-6)


def test_before_the_guess_nothing_answers_it(opened):
    page = opened("layers", **OPEN)
    assert not page.error
    assert not page.get("plotly_chart")
    sent = header(hero.message(None))
    tellings = [telling(sent, cue, meaning) for cue in numbers.CUES for meaning in numbers.BATS]
    assert [way["seeds"] for one in tellings for way in one["ways"]] == [None] * 8
    assert [way["told"] for one in tellings for way in one["ways"]] == [[]] * 8
    for said in (prose(page), json.dumps(sent, ensure_ascii=False)):
        assert "%" not in said
        assert votes.right_option() not in said


def test_the_vote_on_layers_comes_before_everything_that_answers_it(opened):
    asked = {"layers_bat": guesses.SHOW, "layers_stack_open": "true"}
    before = opened("layers", **asked)
    assert not before.get("plotly_chart")
    assert numbers.who_carries(2) not in prose(before).replace(votes.LAYER, "")
    page = opened("layers", layers_guess="one below the top", **asked)
    swaps, values = (json.loads(chart.proto.spec) for chart in page.get("plotly_chart"))
    assert "You said one below the top; it is **the top one**" in prose(page)
    assert [trace["name"] for trace in swaps["data"]] == ["layer 1, your guess", "✓ layer 2 (top)"]
    assert values["data"][0]["type"] == "heatmap"


@pytest.mark.parametrize("guess", [*votes.OPTIONS, guesses.SHOW])
def test_the_verdict_and_the_mark_are_those_of_the_guess(opened, guess):
    page = opened("layers", layers_bat=guess)
    share = float(numbers.meanings(*numbers.USUAL)[numbers.WAYS["forward"]][:, 0].mean())
    low, high = votes.OPTIONS[votes.right_option()]
    assert low <= share <= high
    assert votes.verdict(guess) in prose(page)
    sent = header(hero.message(guess))
    marked = telling(sent, *numbers.USUAL)["guess"]
    assert (marked and (marked["low"], marked["high"])) == votes.OPTIONS.get(guess)
    assert telling(sent, "before", "animal")["guess"] is None


def test_every_depth_and_vote_is_drawn(opened):
    for depth in numbers.SHOWN:
        for option in numbers.GUESSES:
            named = pictures.marked(numbers.flips(depth, "c")[0], option, depth)
            assert len(named) == depth
    asked = {"layers_bat": guesses.SHOW, "layers_guess": "none alone", "layers_depth": "3", "layers_held": "h"}
    page = opened("layers", **asked, **OPEN)
    assert not page.error
    assert not page.exception
    assert len(page.get("plotly_chart")) == 4
    assert words.in_all_stacks() in prose(page)
