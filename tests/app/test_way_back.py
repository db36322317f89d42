"""The lesson on the way back: the pull of an answer at every word, by hand and by the core; what it says and asks."""

import json

import numpy as np
import pytest

from figures.charts.way_back import over_training
from figures.decades import size
from lstm_core import run
from lstm_core.running.backward import backward
from lstm_core.signals.lengths import truncated_backward
from lstm_core.tasks import france
from tests.support.mounted import messages, prose
from ui.lessons.way_back import levers, numbers, votes
from ui.shipped import networks

VOTED = {"back_vote": votes.OPTIONS[0], "back_opening": "true", "back_cut": "true"}


def charts(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def header(page) -> dict:
    (blob,) = messages(page, "way_back")
    return json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])


def test_the_pull_at_a_word_is_the_slope_of_the_score_along_its_vector():
    told = levers.sentence(1)
    network = networks.network("lstm", 0)
    right = network.vocabulary.index("french")
    others = [network.vocabulary.index(word) for word in france.COUNTRIES.values() if word != "french"]
    (cell, weights), x = network.layers[0], network.vectors(network.encode(told))

    def score(x: np.ndarray) -> float:
        logits = network.readout_W @ run(cell, weights, x)["h"][-1, 0] + network.readout_b
        return float(logits[right] - logits[others].mean())

    place, slopes = told.index("france"), []
    for k in range(x.shape[2]):
        nudged = [x.copy(), x.copy()]
        nudged[0][place, 0, k] += 1e-6
        nudged[1][place, 0, k] -= 1e-6
        slopes.append((score(nudged[0]) - score(nudged[1])) / 2e-6)
    found = numbers.lengths(numbers.pull(network, told, "french"))["word"][place]
    assert np.exp(found) == pytest.approx(np.linalg.norm(slopes), rel=1e-6)


def test_a_window_leaves_the_pull_inside_it_as_it_is_and_none_outside():
    told = levers.sentence(levers.USUAL)
    pulled = numbers.pull(numbers.of_the_window(), told, "french")
    whole = backward(pulled.trace, {"h": pulled.d}, values=True)
    for window in (1, 10, 23, 24, len(told)):
        cut = truncated_backward(pulled.trace, pulled.d, window)
        for name in ("c", "h"):
            np.testing.assert_allclose(cut.values[name][-window:], whole.values[name][-window:], rtol=1e-9)
            assert not cut.values[name][:-window].any()


def test_training_opens_the_way_back_to_the_country():
    told = levers.sentence(levers.USUAL)
    logs, steps, probabilities = numbers.over_training(told, "french", "memory")
    place = told.index("france")
    assert len(steps) == len(logs) == 20
    assert logs[-1, place] - logs[0, place] > np.log(50)
    assert probabilities[-1] > 0.9 > 0.1 > probabilities[0]


@pytest.mark.parametrize("clauses", levers.CLAUSES)
def test_under_a_picture_stand_no_more_words_than_a_phone_shows_and_the_country_and_the_last_are_among_them(clauses):
    told = levers.sentence(clauses)
    drawn = over_training(np.zeros((2, len(told))), [0, 1], told, 4, "pull").to_plotly_json()["layout"]["xaxis"]
    assert {"france", "fluent"} <= set(drawn["ticktext"])
    assert 230 / len(told) * min(np.diff(drawn["tickvals"])) >= 14, "pixels between two words"


def test_a_window_that_ends_before_the_country_turns_the_trained_gradient(opened):
    told = levers.sentence(levers.USUAL)
    windows, angles = numbers.by_window(told, "french")
    assert windows[-1] == len(told)
    assert angles["trained"][-1] == pytest.approx(0, abs=1e-4)
    assert angles["trained"][0] > 30
    assert "gets **exactly 0**. To reach it takes 24 words, “fluent” counted" in prose(
        opened("way_back", **VOTED, back_window="23")
    )
    assert "is inside" in prose(opened("way_back", **VOTED, back_window="24"))
    assert "is inside" in prose(opened("way_back", **VOTED))


def test_it_opens_on_the_memory_and_nothing_gives_the_guess_away(opened):
    page = opened("way_back", back_opening="true", back_cut="true")
    sent = header(page)
    assert sent["words"]["y"][0] == "pull at the memory"
    assert page.query_params.get("back_pull") is None
    assert [cell["title"] for cell in sent["cells"]] == ["RNN"]
    assert sent["guess"] is None
    assert not charts(page)
    share = f"{votes._share('LSTM'):.2g}"
    assert f"{share} times" not in prose(page)
    assert "hardly changes" not in prose(page)
    page = opened("way_back", **VOTED)
    assert f"{share} times the pull" in prose(page)
    assert "hardly changes" in prose(page)
    assert header(page)["guess"]["clauses"] == levers.USUAL
    assert len(charts(page)) == 2


def test_the_right_answer_is_computed_and_the_guess_is_marked_where_it_was_asked():
    told = levers.sentence(levers.USUAL)
    logs = np.median(numbers.trained(told, "french", "memory")["LSTM"], axis=0)
    share = logs[told.index("france")] - logs[-1]
    low, high = votes.band(votes.right_option())
    assert (-np.inf if low is None else low) < share <= (np.inf if high is None else high)
    assert size(share) in votes.verdict(votes.OPTIONS[1])


@pytest.mark.parametrize("by", range(len(numbers.BY)))
def test_every_pull_is_drawn_on_the_shortest_and_the_longest_story(opened, by):
    for fillers in ("0", "8"):
        page = opened("way_back", **VOTED, back_pull=str(by), back_fillers=fillers)
        assert not page.error
        assert len(charts(page)) == 2
        assert header(page)["words"]["y"][by] == f"pull at the {list(numbers.BY.values())[by]}"


def test_what_a_link_cannot_have_is_said_in_words(opened):
    page = opened("way_back", back_at="99", back_window="0", back_fillers="9")
    said = prose(page) + "".join(box.value for box in (*page.info, *page.warning, *page.caption))
    assert "here it is “france”" in said
    assert "here it is the whole sentence" in said
    assert "here it is 3" in said
