"""What a reader brings for a training: limits before, refusals in one sentence, one folder, gone with its training."""

import io
import json
import os
import stat
import sys
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.support.mounted import unlinked
from tests.support.queues import ended, queues, until
from ui import guesses
from ui.jobs import bring, go_on, queue, run_folders
from ui.jobs.bring import KINDS
from ui.jobs.run_folders import Brought
from ui.lessons.big_demos import cards, choice, run_files, runs, training

SECRET = "my very own words, which nobody else may read. " * 40
TABLE = "date;y\n" + "".join(f"2024-01-{k:02};{k % 7},5\n" for k in range(90))
PANEL_START = "big_job_start"


def npz(**arrays) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


GOOD = {
    "text": SECRET.encode(),
    "table": TABLE.encode(),
    "images": npz(images=np.ones((9, 3, 3)), labels=np.arange(9) % 2),
}
HOSTILE = {
    "text": [
        (b"short", "5 characters"),
        (b"\x00" * 3000, "byte 1 of 3,000 (0x00)"),
        (b"a" * 2_000_001, "2,000,001 bytes"),
        ("Привет, мир. ".encode("cp1251") * 200, "makes no words"),
    ],
    "table": [
        (b"a,b\n1,2\n", "has 1 of the 60 to 20,000 rows"),
        (b"y\n" + b"1\n" * 20_001, "has 20,001 of the 60"),
        (b"1\n" * 600_000, "1,200,000 bytes"),
        (("1," * 40 + "1\n").encode() * 90, "41 columns"),
        (b"y\n" + b"<script>alert(1)</script>\n" * 90, "no column of numbers"),
        (b"y\n" + b"1\n" * 80 + b"<img src=x onerror=alert(1)>\n", "img src"),
    ],
    "images": [
        (npz(images=np.array([{}], object)), "not an .npz of plain arrays"),
        (npz(images=np.zeros(8_000_000)), "64,000"),
        (b"PK\x03\x04 torn", "not an .npz of plain arrays"),
    ],
}


@pytest.fixture
def make(tmp_path):
    yield from queues(tmp_path)


def a_page(kind: str):
    import streamlit as st

    from ui.jobs.bring import bring

    brought = bring(kind, "try")
    st.text(f"brought: {brought and (brought.option, brought.name, len(brought.content))}")


def shown(kind: str) -> AppTest:
    page = AppTest.from_function(a_page, default_timeout=30, args=(kind,)).run()
    assert not page.exception
    return page


def dropped(kind: str, content: bytes, name: str = "mine.txt") -> AppTest:
    page = shown(kind)
    page.file_uploader("try_dropped").set_value((name, content, "application/octet-stream")).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return unlinked(" ".join(one.value for kind in (page.markdown, page.error, page.text) for one in kind))


@pytest.mark.parametrize("kind", KINDS)
def test_limits_and_what_becomes_of_it_are_said_before_anything_is_brought(kind):
    page = shown(kind)
    assert KINDS[kind].limits in said(page).replace("\\", "")
    assert "is deleted when the training is finished" in said(page)
    assert "brought: None" in said(page)
    assert not page.query_params


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_used_is_described_and_handed_on_under_a_name_of_ours(kind):
    page = dropped(kind, GOOD[kind], f"../../etc/mine.{KINDS[kind].name[-3:]}")
    words = said(page)
    assert f"('{KINDS[kind].option}', '{KINDS[kind].name}', {len(GOOD[kind])})" in words
    assert "etc" not in words
    assert not page.error
    assert not page.query_params  # a link tells nobody what was brought


@pytest.mark.parametrize("kind", ["text", "table"])
def test_what_is_pasted_is_the_same_as_what_is_dropped(kind):
    page = shown(kind)
    page.text_area("try_pasted").set_value(GOOD[kind].decode()).run()
    assert f"'{KINDS[kind].name}', {len(GOOD[kind])})" in said(page)
    page.file_uploader("try_dropped").set_value(("other.txt", GOOD[kind], "text/plain")).run()
    assert "What you pasted is not used." in said(page)


@pytest.mark.parametrize(
    ("kind", "content", "sentence"), [(kind, *one) for kind, every in HOSTILE.items() for one in every]
)
def test_what_cannot_be_used_is_refused_in_one_sentence(kind, content, sentence):
    page = dropped(kind, content)
    (refusal,) = page.error
    assert sentence in refusal.value.replace("\\", "")
    assert "brought: None" in said(page)


@pytest.mark.parametrize("name", ["<b>x</b>.txt", "![a](http:x).txt", "$x$:red[y].txt", "a\u202eb\n.txt"])
def test_a_name_of_a_file_is_never_markup(name):
    for content in (GOOD["text"], b"short"):
        words = "".join(
            one.value for one in (*dropped("text", content, name).markdown, *dropped("text", content, name).error)
        )
        for mark in ("<b>", "](http", "$x$", ":red[", "\u202e", "b\n"):
            assert mark not in words


def test_what_was_checked_is_not_read_again_and_is_kept_in_the_session_alone(monkeypatch):
    page, counted = dropped("text", GOOD["text"]), []
    monkeypatch.setattr(bring, "KINDS", {"text": KINDS["text"]._replace(check=lambda *told: counted.append(told))})
    page.run()
    assert not counted
    assert not hasattr(bring._checked, "clear")  # no cache that readers share


def begin(jobs, behaviour: str, content: bytes = SECRET.encode(), name: str = "own.txt", owner: str = "a"):
    brought = Brought("--text", name, content)
    return jobs.start(["tests.support.worker", behaviour], owner, 60, 5, brought)


def test_what_was_brought_lies_in_the_folder_of_its_job_and_goes_when_that_is_finished(make, tmp_path):
    jobs = make()
    first = begin(jobs, "wait")
    until(lambda: jobs.state(first.id).kind == "running")
    file = first.path.parent / "own.txt"
    assert file.read_bytes() == SECRET.encode()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    note = json.loads((first.path.parent / "note.json").read_text())
    assert note["arguments"][-4:] == ["--text", str(file), "--out", str(first.path)]
    jobs.stop(first.id)
    ended(jobs, first)
    assert file.exists()  # it may go on
    run_folders.make_room(tmp_path / "runs", 0, set())
    assert not file.parent.exists()
    second = begin(jobs, "finish")
    ended(jobs, second)
    assert not (second.path.parent / "own.txt").exists()
    assert not list((tmp_path / "runs").rglob("own.*"))


def test_what_was_brought_for_a_job_that_never_ran_is_removed(make, tmp_path):
    jobs = make()
    begin(jobs, "wait", owner="a")
    waiting = begin(jobs, "finish", owner="b")
    assert (waiting.path.parent / "own.txt").exists()
    jobs.stop(waiting.id)
    assert not (waiting.path.parent / "own.txt").exists()
    with pytest.raises(ValueError, match="one training at a time"):
        begin(jobs, "finish", owner="a")
    assert len(list((tmp_path / "runs").rglob("own.*"))) == 1


@pytest.mark.parametrize("name", ["../own.txt", "own.py", "run", "note.json", "own.txt\n", ""])
def test_only_names_of_ours_are_written(make, tmp_path, name):
    with pytest.raises(ValueError, match="is kept as own"):
        begin(make(), "finish", name=name)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and path.name != "note.json"] == []


def test_going_on_takes_what_was_brought_along(tmp_path, monkeypatch):
    name, new = "0" * 32, tmp_path / ("1" * 32)
    (tmp_path / name / "run").mkdir(parents=True)
    new.mkdir()
    (tmp_path / name / "own.csv").write_text(TABLE)
    (tmp_path / "told_own.py").write_text(
        "import sys, pathlib; pathlib.Path('told').write_text(' '.join(sys.argv[1:]))"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    go_on.main([name, "told_own", "train", "series", "--out", str(new / "run")], tmp_path)
    told = f"train series --out {new / 'run'} --data {new / 'own.csv'} --resume"
    assert (tmp_path / "told").read_text() == told
    assert (new / "own.csv").read_text() == TABLE


@pytest.mark.parametrize("demo", cards.cards())
def test_every_demo_that_reads_what_a_reader_may_bring_asks_for_it(demo, opened, make, monkeypatch):
    jobs = make()
    monkeypatch.setattr(queue, "shared", lambda: jobs)
    monkeypatch.setattr(training, "torch_version", lambda: "2.13")
    kind = cards.cards()[demo].brings
    query = {"big_training": "true", f"big_guess_{demo}": guesses.SHOW, "big_demo": runs.short(demo)}
    query |= {f"big_from_{demo}": choice.OWN[kind]} if kind and demo not in choice.NEEDS_FILES else {}
    page = opened("big_demos", **query)
    start = page.button(PANEL_START)
    assert bool(page.file_uploader) == bool(kind)
    assert start.disabled == bool(kind)
    if kind:
        page.file_uploader(f"big_own_{demo}_dropped").set_value((KINDS[kind].name, GOOD[kind], "text/plain")).run()
        assert not page.error
        assert not page.button(PANEL_START).disabled
        assert "mine" not in str(page.query_params)


def test_the_page_starts_a_training_on_what_was_brought(opened, make, monkeypatch):
    pytest.importorskip("torch")
    jobs = make()
    monkeypatch.setattr(queue, "shared", lambda: jobs)
    query = {"big_training": "true", "big_guess_series": guesses.SHOW, "big_demo": "Series"}
    page = opened("big_demos", big_from_series=choice.OWN["table"], big_steps_series="20", **query)
    page.text_area("big_own_series_pasted").set_value(TABLE).run()
    page.button(PANEL_START).click().run()
    name = jobs.of(page.session_state["job_owner"])
    until(lambda: not jobs.state(name).under_way)
    now = jobs.state(name)
    assert now.kind == "finished", now.message
    told = run_files.told(now.path)
    assert told.own
    assert "own.csv: 90 rows of y" in told.brought
    assert "a comma before the decimals" in told.brought
    assert not list(now.path.parent.glob("own.*"))
    words = " ".join(one.value for one in page.run().markdown)
    assert "Learned from own" in words


def test_of_a_run_on_somebodys_own_data_its_description_is_read_and_of_others_none():
    run = runs.shipped("series")
    assert (run.own, run.brought) == (False, "")
    assert replace(run, settings=run.settings | {"data": "own.csv"}).own
    assert run_files._brought({"from": "own.csv: 90 rows", "notes": ["Read as UTF-8."]}).endswith("Read as UTF-8.")
    for wrong in (None, 3, {}, {"from": 3, "notes": []}, {"from": "a", "notes": "b"}):
        assert run_files._brought(wrong) == ""
