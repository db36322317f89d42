"""What several lessons ask is drawn as each of them asks it: a line at chance where one chance holds for all rows."""

import json

import numpy as np
import pytest

from figures.charts.questions.options import by_option
from figures.charts.questions.seeds import shares_by_seed
from ui import guesses

ROWS = {"any next word": {"both ways": [0.98, 0.99]}, "the language": {"one way": [0.1]}}


@pytest.mark.parametrize("chance", [None, 0.0, 0.1])
def test_a_line_at_chance_is_drawn_where_there_is_a_chance(chance):
    drawn = shares_by_seed(ROWS, chance), by_option(["a", "b"], {"LSTM": np.eye(2)}, chance=chance)
    for figure in drawn:
        lines = [] if chance is None else [(chance, chance)]
        assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == lines
        assert [note.text for note in figure.layout.annotations] == [f"chance, {level:.0%}" for level, _ in lines]


def test_the_leak_has_rows_with_chances_of_their_own_and_no_line(opened):
    page = opened("layers", layers_bat=guesses.SHOW, layers_tagging_open="true", layers_leak_open="true")
    *_, tagging, leak = (json.loads(chart.proto.spec)["layout"] for chart in page.get("plotly_chart"))
    assert [note["text"] for note in tagging["annotations"]] == ["chance, 50%"]
    assert not leak["shapes"]
    assert not leak["annotations"]
