"""Damaged files of every format: read all the same or refused in a sentence, and nothing of them is carried out."""

from lstm_core.models.reading import FORMATS, read
from tests.support.mutated import listen, outcome, samples, tried


def test_every_format_brings_honest_files_to_be_damaged():
    for key, files in samples().items():
        for name, content in files:
            assert read({name: content})[0] == FORMATS[key].title, name


def test_every_format_says_what_it_is_called_and_how_to_write_a_file_of_it():
    for key, form in FORMATS.items():
        assert form.title
        assert all(ending.startswith(".") for ending in form.endings)
        assert form.how or key == "own"


def test_thousands_of_damaged_files_are_sentences_and_nothing_is_carried_out():
    """`python -m tests.support.mutated 20000` tries ten times as many."""
    report = tried(2000, seed=7)
    assert not report.wrong, report.wrong[:5]
    assert report.read > 50
    assert report.refused > 1000


def test_who_listens_would_hear_what_is_carried_out(monkeypatch):
    """The harness is itself tested: a reader that opens a file, and one that fails without a sentence, are found."""
    listen()
    monkeypatch.setattr("tests.support.mutated.read", lambda files: open(__file__).close())
    assert any("open" in wrong for wrong in outcome("npz", "m.npz", b"")[1])
    monkeypatch.setattr("tests.support.mutated.read", lambda files: {}["layer"])
    assert any("KeyError" in wrong for wrong in outcome("npz", "m.npz", b"")[1])
