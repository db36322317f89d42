"""The lesson on the family: what is marked as different differs, and what was measured is what ships."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks import family as measurement
from lstm_core import CELLS, load_run
from lstm_core.board.mathml import Tree
from lstm_core.board.show import mathml
from lstm_core.diagram.diagram import diagram, keyed
from lstm_core.experiments.two_cells import WHOLE, answer, in_letters, parameters, rows
from tests.support.mounted import messages
from ui import guesses
from ui.lessons.family import pictures, results, votes, words

ROOT = Path(__file__).resolve().parents[2]
RESULTS = json.loads((ROOT / "assets" / "family.json").read_text(encoding="utf-8"))
SHIPPED = sorted((ROOT / "assets" / "runs").glob(f"*-{measurement.VARIANT}-*"))


def signs(tree: Tree | None, marked: bool | None = None) -> list[str]:
    """The signs of a formula as text, all or those that are (not) marked."""
    if tree is None:
        return []
    if tree[0] in WHOLE:
        shown = marked is None or bool(tree[1] and tree[1].get("class")) == marked
        return [letters(tree)] if shown else []
    return [sign for child in tree[2:] for sign in signs(child, marked)]


def letters(tree: Tree) -> str:
    return "".join(letters(child) if isinstance(child, list) else child for child in tree[2:])


def test_what_differs_between_the_lstm_and_the_coupled_one_is_the_forget_gate():
    found = {row.name: row for row in rows(CELLS["lstm"], CELLS["coupled"])}
    assert [name for name, row in found.items() if row.differs] == ["f", "c"]
    assert found["f"].second is None
    assert signs(found["c"].first, True) == ["ft"]
    assert signs(found["c"].second, True) == ["(", "1", "−", "it", ")"]


@pytest.mark.parametrize("key", CELLS)
def test_without_the_marked_signs_two_equations_read_the_same(key: str):
    for row in rows(CELLS["lstm"], CELLS[key]):
        assert row.differs == bool(signs(row.first, True) or signs(row.second, True))
        if row.first and row.second:
            assert signs(row.first, False) == signs(row.second, False)
        for cell, formula in ((CELLS["lstm"], row.first), (CELLS[key], row.second)):
            assert signs(formula) == (signs(mathml(cell, row.name)) if row.name in cell.names else [])


@pytest.mark.parametrize("key", CELLS)
def test_a_cell_does_not_differ_from_itself_and_every_name_has_its_row(key: str):
    assert not any(row.differs for row in rows(CELLS[key], CELLS[key]))
    names = [row.name for row in rows(CELLS["gru"], CELLS[key])]
    assert sorted(names) == sorted({*CELLS["gru"].names, *CELLS[key].names})


@pytest.mark.parametrize("key", CELLS)
def test_parameters_in_letters_are_those_in_numbers(key: str):
    for D, H in ((32, 64), (3, 5)):
        sizes = {"HD": H * D, "H²": H * H, "HDk²": 9 * H * D, "H²k²": 9 * H * H, "H": H}
        terms = [re.fullmatch(r"(\d*)(.+)", term).groups() for term in in_letters(CELLS[key]).split(" + ")]
        assert sum(int(count or 1) * sizes[what] for count, what in terms) == parameters(CELLS[key], D, H)


@pytest.mark.parametrize("key", CELLS)
def test_every_part_of_a_diagram_has_a_key_of_its_own(key: str):
    picture = keyed(CELLS[key], diagram(CELLS[key]))
    for kind in ("boxes", "wires", "labels"):
        keys = [part["key"] for part in picture[kind]]
        assert len(set(keys)) == len(keys)
        assert [{k: v for k, v in part.items() if k != "key"} for part in picture[kind]] == diagram(CELLS[key])[kind]


def test_what_the_lstm_and_its_coupled_relative_share_keeps_its_key():
    one, other = (keyed(CELLS[key], diagram(CELLS[key])) for key in ("lstm", "coupled"))
    boxes = [{part["key"] for part in picture["boxes"]} for picture in (one, other)]
    assert len(boxes[0] - boxes[1]) == 1  # the forget gate
    assert len(boxes[1] - boxes[0]) == 1  # 1 − i


def test_cells_get_the_same_weights_under_the_same_name_and_the_same_input():
    pulses = np.zeros(20)
    pulses[3] = 2
    both = [answer(CELLS[key], pulses, 5, seed=1) for key in ("lstm", "peephole")]
    np.testing.assert_array_equal(both[0]["state"], both[1]["state"])  # peepholes start at zero
    assert not both[0]["h"][:3].any()
    image = answer(CELLS["conv_lstm"], pulses, 5, seed=1)
    assert image["h"].shape == (20, 5)
    assert image["state"][3].any()


def test_every_cell_says_what_it_changes_and_where_it_comes_from():
    for key in CELLS:
        changes, source = words.told(key)
        assert changes
        assert any(year in source for year in map(str, range(1990, 2027)))


def test_every_cell_with_one_value_per_unit_was_measured_on_every_task_with_every_seed():
    wanted = {config.name for seeds in measurement.configs() for config in seeds}
    assert set(RESULTS["runs"]) == wanted
    assert RESULTS["recipes"] == measurement.RECIPES


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_networks_that_ship_solve_what_is_written(path):
    config = load_run(path).config
    network = load_run(path, dtype=np.float32).network
    batch = measurement.france.evaluation_set(18, per_country=10)
    written = RESULTS["runs"][path.name]["accuracy"]["gap 18"]
    assert config.name == path.name
    assert measurement.share(network, "france", batch) == pytest.approx(written, abs=0.03)  # weights are rounded


def test_the_page_compares_any_two_cells_and_says_what_it_cannot_measure(opened):
    known = {"family_guess": guesses.SHOW, "family_removed": "true"}
    page = opened("family", family_first="GRU", family_second="ConvLSTM", family_task="Adding, length 100", **known)
    assert not page.error
    assert "images" in " ".join(text.value for text in page.markdown)
    page = opened("family", family_first="LSTM", family_second="LSTM")
    assert any("the same cell" in text.value for text in page.markdown)
    page = opened("family", family_second="no such cell")
    assert any("is not a choice" in text.value for text in (*page.markdown, *page.warning, *page.info, *page.caption))


def test_a_cell_that_is_newer_than_the_measurements_is_said_to_be(monkeypatch):
    known = results.shares("france")
    monkeypatch.setattr(words, "shares", lambda task: {key: known[key] for key in known if key != "slstm"})
    spoken = words.spoken("france", ("lstm", "slstm"))
    assert spoken.endswith("sLSTM is newer than these measurements and was not trained here")


def everything(page) -> str:
    """All that the page sends to a browser as text."""
    said = [text.value for kind in ("markdown", "caption", "success", "warning", "info") for text in page.get(kind)]
    sent = [message.decode(errors="ignore") for message in messages(page, "family")]
    return " ".join([*said, *sent, *(chart.proto.spec for chart in page.get("plotly_chart"))])


@pytest.mark.parametrize("said", [None, *votes.OPTIONS, guesses.SHOW])
def test_nothing_is_told_before_the_guess_and_afterwards_the_picture_says_who_was_right(opened, said):
    folds = dict.fromkeys((key for _, key, _ in pictures.FURTHER), "true")
    page = opened("family", **folds, **({"family_guess": said} if said else {}))
    assert not page.exception
    told, found = everything(page), results.shares("france")
    means = [f"{100 * found[key].mean():.0f} %" for key in ("lstm", "coupled")]
    assert votes.right() == "the one with a forget gate"
    assert found["lstm"].mean() > found["coupled"].mean() + votes.ALIKE
    for share in means:
        assert (f"solves {share} of the France" in told) == (said is not None)
    assert ("\\u2713 answers more" in told or "✓ answers more" in told) == (said is not None)
    assert ("your guess" in told) == (said in votes.OPTIONS)
    assert len(page.get("plotly_chart")) == (0 if said is None else 3)
    assert told.count("Guess first, above.") == (len(pictures.FURTHER) if said is None else 0)
    assert ("Coupled** cells" in told) == (said is not None)
    if said is None:
        assert not any(share in told for share in means)


def test_the_marks_stand_at_the_two_cells_that_were_asked_about_and_at_no_others():
    right, wrong = votes.right(), next(option for option, key in votes.OPTIONS.items() if key == votes.SECOND)
    assert votes.marks("coupled", "lstm", right) == {"lstm": "✓ answers more · your guess"}
    assert votes.marks("lstm", "coupled", wrong) == {"lstm": "✓ answers more", "coupled": "your guess"}
    assert votes.marks("lstm", "coupled", guesses.SHOW) == {"lstm": "✓ answers more"}
    assert votes.marks("lstm", "gru", right) == votes.marks("lstm", "coupled", None) == {}


def test_the_recall_question_is_answered_from_what_was_measured():
    _, told, right = words.which_is_missed()
    key = next(key for key in CELLS if CELLS[key].title == right)
    means = {k: v.mean() for k, v in results.shares("france").items() if k.startswith("no_")}
    assert means[key] == min(means.values())
    assert len(told) == 5
