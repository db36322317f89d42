"""A film taken home as a picture that moves and as words, with what a reader holds in it."""

import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from lstm_core import Edit
from tests.browser.test_film import number, percent
from tests.support.films import WORDS

HELD = Edit("c", value=-4, steps=range(5, 9))


@pytest.fixture
def download(tmp_path):
    """What a film's own menu saves, as bytes."""

    def save(screen, kind: str) -> bytes:
        screen.page.get_by_role("button", name="Download").click()
        with screen.page.expect_download() as taken:
            screen.page.get_by_role("menuitem", name=kind).click()
        path = tmp_path / taken.value.suggested_filename
        taken.value.save_as(path)
        return path.read_bytes()

    return save


def chunks(png: bytes) -> list[tuple[str, bytes]]:
    """The parts of a PNG by type."""
    found, at = [], 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        found.append((png[at + 4 : at + 8].decode(), png[at + 8 : at + 8 + size]))
        at += 12 + size
    return found


def frames(png: bytes) -> list[np.ndarray]:
    """What a viewer shows, frame by frame."""
    picture, found = Image.open(io.BytesIO(png)), []
    for k in range(picture.n_frames):
        picture.seek(k)
        found.append(np.asarray(picture.convert("RGB"), dtype=int))
    return found


def test_a_moving_picture_has_a_frame_for_every_word_and_ends_as_the_still_one(shown, network, download):
    screen = shown("?word=4&unit=2", network)
    png = download(screen, "Film as animated PNG")
    parts = chunks(png)
    head = dict(parts)["acTL"]
    assert (int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")) == (len(WORDS), 1)
    controls = [body for kind, body in parts if kind == "fcTL"]
    assert len(controls) == len(WORDS)
    numbered = [int.from_bytes(body[:4], "big") for kind, body in parts if kind in ("fcTL", "fdAT")]
    assert numbered == list(range(len(numbered)))
    seen = frames(png)
    assert all(np.abs(one - other).max() > 60 for one, other in pairwise(seen))
    assert screen.page.locator(".chip[data-place=now]").inner_text() == WORDS[3]  # the reader's place is as it was
    screen.page.locator(".chip").last.click()
    screen.page.locator(".chip[data-place=now]", has_text=WORDS[-1]).wait_for()
    still = Image.open(io.BytesIO(download(screen, "Picture as PNG"))).convert("RGB")
    small = np.asarray(still.resize(seen[-1].shape[1::-1], Image.Resampling.BOX), dtype=int)
    assert np.abs(small - seen[-1]).mean() < 3


def test_a_transcript_says_word_by_word_what_the_run_remembers_and_what_it_answers(shown, network, film, download):
    text = download(shown("", network), "Transcript in words").decode()
    lines = text.strip().split("\n\n")
    assert len(lines) == len(WORDS) + 2
    units = film.orders["carries"][:3]
    assert f"LSTM, 64 units, reads “{' '.join(WORDS)}”, {len(WORDS)} words." in lines[0]
    assert ", ".join(f"unit {unit}" for unit in units[:2]) in lines[0]
    c, f = film.node_arrays[film.cell.graph.names["c"]], film.carry["c"]
    for step, line in enumerate(lines[1:-1]):
        assert line.startswith(f"Word {step + 1} of {len(WORDS)}, “{WORDS[step]}”.")
        (word, probability), *_ = film.top_words[step]
        assert f"Most likely next word: “{word}”, {percent(probability)}." in line
        for unit in units:
            assert f"Unit {unit} " in line
            assert number(c[step, unit]) in line
        if step:
            kept = int((np.abs(f[step]) > 0.5).sum())
            assert f"{kept} of 64 units keep more than half of their memory, {64 - kept} forget." in line
    answer, sure = film.top_words[-1][0]
    assert lines[-1] == f"After the last word the network answers “{answer}”, {percent(sure)}."


def test_a_transcript_is_that_of_the_run_as_it_is_held(shown, network, download):
    held = download(shown("?hold=c=-4 words 6-9", network), "Transcript in words").decode()
    run = network.run(network.encode(WORDS), edits=[HELD])
    assert "Held by hand: c=-4 words 6-9." in held
    assert held.count("is held: its memory is now −4.00.") == 3 * len(HELD.steps)
    best = int(run.probs[-1, 0].argmax())
    assert f"answers “{network.vocabulary[best]}”, {percent(run.probs[-1, 0, best])}." in held
