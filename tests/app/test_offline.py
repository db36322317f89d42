"""The lessons as files: what is recorded is what the pages say, nothing is half written, each refusal is a sentence."""

import html
import json
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

from offline import origin, page
from offline import site as writing
from offline.__main__ import main
from offline.lessons import Recorded, recorded
from offline.one_file import LARGEST, one_file
from offline.recording import Recorder, recorder
from offline.said.below import below
from offline.said.formulas import formula
from offline.said.markup import elements, phrase
from offline.said.shelf import Shelf, header_of, hollow, packed
from offline.states import name, states
from ui import frame
from ui.download import NEED_THE_APP, SCREENS
from ui.guesses import SHOW
from ui.places import HOME
from ui.shipped import start
from ui.shipped.measured import measured
from ui.shipped.readings import CHECKED, checked

WRITTEN = [page for page in frame.pages() if page.name not in NEED_THE_APP]


@pytest.fixture(scope="module")
def running():
    with recorder() as found:
        yield found


def of(page: frame.Lesson, running: Recorder, most: int, **given: str) -> Recorded:
    return recorded(running, page, given, most, lambda address: address, lambda proto: proto.page)


def texts(node: list | str) -> str:
    """All that an element says."""
    return node if isinstance(node, str) else "".join(map(texts, node[2:]))


def test_markup_becomes_elements_and_everything_else_stays_text():
    found = elements("a **b** <script>alert(1)</script> <img src=x onerror=y>", lambda address: address)
    assert found == [["p", {}, "a ", ["strong", {}, "b"], " <script>alert(1)</script> <img src=x onerror=y>"]]
    assert elements(":small[see [unit 2](#unit-2): *now*]", lambda address: address) == [
        ["p", {}, ["small", {}, "see ", ["a", {"href": "#unit-2"}, "unit 2"], ": ", ["em", {}, "now"]]]
    ]
    assert elements("[away](elsewhere)", lambda address: None) == [["p", {}, ["span", {}, "away"]]]
    assert phrase("**Next: Break it**: go on") == [["strong", {}, "Next: Break it"], ": go on"]


def test_a_formula_in_a_text_becomes_mathml_and_a_price_does_not():
    assert elements(r"here $\tilde{c}_t$, for $5 or $6", lambda address: address) == [
        ["p", {}, "here ", ["math", None, ["msub", None, ["mover", None, ["mi", None, "c"],
         ["mo", {"stretchy": "false"}, "~"]], ["mi", None, "t"]]], ", for $5 or $6"]
    ]  # fmt: skip
    powers = formula(r"e^{z_k} - x_2^{-1}")
    assert powers[2] == ["msup", None, ["mi", None, "e"], ["msub", None, ["mi", None, "z"], ["mi", None, "k"]]]
    assert powers[4][:2] == ["msubsup", None]
    with pytest.raises(ValueError, match="not known here"):
        formula(r"\unheard{x}")


@pytest.mark.parametrize("size", [10, 5000, 5003])
def test_packed_bytes_can_be_had_again(size):
    content = np.random.default_rng(0).normal(size=size).astype(np.float32).tobytes()[:size]
    found = packed(content)
    if found[:1] == b"\0":
        assert zlib.decompress(found[1:]) == content
        return
    begin, apart = int.from_bytes(found[1:5], "little"), zlib.decompress(found[5:])
    count = (len(apart) - begin) // 4
    numbers = np.frombuffer(apart[begin : begin + 4 * count], np.uint8).reshape(4, count).T.tobytes()
    assert apart[:begin] + numbers + apart[begin + 4 * count :] == content


def test_a_film_travels_without_the_numbers_that_its_network_makes_again():
    whole, sent = header_of(start.film_of_start())[0], hollow(start.film_of_start())
    header, end = header_of(sent)
    assert end == len(sent)
    assert header.pop("hollow")
    assert header == whole | {"live": {key: said for key, said in whole["live"].items() if key != "offers"}}


@pytest.mark.parametrize("place", ["", "https://example.org/lstm?a&b"])
def test_every_page_says_in_sight_and_for_programs_who_wrote_it_what_was_checked_and_where_the_source_is(
    monkeypatch, place
):
    project = origin._project()
    monkeypatch.setattr(origin, "_project", lambda: project | {"urls": {"Source": place}} if place else project)
    text = page.document("A lesson", "<p>inside</p>")
    foot = html.unescape(re.search(r"<footer>(.*)</footer>", text, re.DOTALL)[1])
    named = {name: html.unescape(said) for name, said in re.findall(r'<meta name="([\w.]+)" content="([^"]*)">', text)}
    assert named["generator"] == f"{project['name']} {project['version']}"
    assert named["checked"] == checked().strip()
    assert f"{measured(CHECKED)['numbers']:,} numbers" in named["checked"]
    for said in ("generator", "checked", "dcterms.source", "dcterms.license"):
        assert named[said] in foot
    assert (f'<a href="{place}">{place}</a>' in foot) if place else ("<a " not in foot)
    assert "whoever gave you this page" not in foot if place else named["generator"] in named["dcterms.source"]


def test_a_recorded_lesson_says_what_the_page_says(running, opened):
    france = next(page for page in WRITTEN if page.name == "france")
    found = of(france, running, 1)
    said = " ".join(
        texts(element)
        for node in below(found.shelf, found.screens[""])
        if node["is"] == "elements"
        for element in node["of"]
    )
    page = opened("france")
    for box in (*page.title, *page.header, *page.subheader):
        assert box.value in said
    question = page.radio(key="france_recall")
    shown = [node for node in below(found.shelf, found.screens[""]) if node["is"] == "reply"]
    assert [node["option"] for node in shown] == question.options
    question.set_value(question.options[1]).run()
    assert texts(elements(page.success[0].value, lambda address: address)[0]) in said


def test_what_there_is_no_room_for_leaves_nothing_behind_but_the_guess_always_comes_along(running):
    vanishing = next(page for page in WRITTEN if page.name == "vanishing")
    plain = recorded(running, vanishing, {}, 2, lambda address: address, lambda proto: proto.page)
    found = recorded(
        running, vanishing, {}, 6, lambda address: address, lambda proto: proto.page, lambda _, needed: needed
    )
    assert list(found.screens) == ["", f"vanishing_vote={SHOW}"]
    assert (found.shelf.nodes, found.shelf.blobs) == (plain.shelf.nodes, plain.shelf.blobs)
    assert found.components == plain.components


def test_the_levers_of_a_picture_are_recorded_at_stops_but_not_one_that_moves_nothing_else(running):
    way_back = next(page for page in WRITTEN if page.name == "way_back")
    found = of(way_back, running, 9, back_vote=SHOW)
    assert found.levers.keys() == {"back_at", "back_window", "back_fillers", "back_pull"}
    assert found.levers["back_pull"].stops == ("1", "2")
    assert found.levers["back_window"].stops[0] == "1"
    assert f"back_vote={SHOW}&back_window=1" in found.screens
    assert not [name for name in found.screens if "back_at" in name], "it moves nothing but its own picture"
    shown = list(below(found.shelf, found.screens[f"back_vote={SHOW}&back_window=1"]))
    (window,) = (node for node in shown if node["is"] == "chart" and node["key"] == "back_window_chart")
    assert "1 word" in window["alt"]


def test_after_the_first_screen_come_the_guesses_then_what_else_can_be_moved(running):
    race = next(page for page in WRITTEN if page.name == "race")
    shown: list[dict] = []

    def show(state, page):
        shown.append(dict(state))
        return list(of_page(page))

    def of_page(page):
        yield {"is": "control", "key": "race_vote", "options": ["10", SHOW], "usual": []}
        yield {"is": "control", "key": "race_start", "options": ["chrono", "1"], "usual": ["chrono"]}

    assert [name(state) for state in states(running, race, {}, 9, show)] == [name(state) for state in shown]
    votes = [state.get("race_vote") for state in shown]
    assert votes[:3] == [None, SHOW, "10"]
    assert shown[3] == {"race_vote": SHOW, "race_start": "1"}


def test_what_waits_for_a_guess_in_the_picture_is_recorded_once_and_the_picture_keeps_the_readers_own(running):
    carriers = next(page for page in WRITTEN if page.name == "carriers")
    found = of(carriers, running, 2)
    before, after = (list(below(found.shelf, root)) for root in found.screens.values())
    assert list(found.screens) == ["", f"carriers_guess={SHOW}"]
    pictures = [[node["bytes"] for node in shown if node.get("name") == "carriers"] for shown in (before, after)]
    assert pictures[0] == pictures[1]
    charts = [{node["key"]: node for node in shown if node["is"] == "chart"} for shown in (before, after)]
    assert charts[1].keys() - charts[0].keys() == {"carriers_ranking"}
    ranking = json.loads(found.shelf.blobs[charts[1]["carriers_ranking"]["spec"]])
    assert [trace["name"] for trace in ranking["data"]] == ["carriers", "other units"]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
@pytest.mark.long
def test_every_lesson_can_be_recorded(page, running):
    found = of(page, running, 3)
    assert "" in found.screens
    assert not [text for text in json.dumps(found.shelf.nodes) if text == "\0"]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
@pytest.mark.long
def test_every_lesson_with_the_answer_to_its_guess_is_a_file_of_half_a_megabyte_at_most(page, running):
    assert len(one_file(running, page, most=2).encode()) <= LARGEST


@pytest.mark.parametrize(
    "page", [page if page.name == "carriers" else pytest.param(page, marks=pytest.mark.long) for page in WRITTEN],
    ids=lambda page: page.name,
)  # fmt: skip
def test_a_file_takes_only_as_many_screens_along_as_half_a_megabyte_holds(page, running):
    assert len(one_file(running, page, most=SCREENS).encode()) <= LARGEST


@pytest.mark.parametrize(
    ("name", "query", "what"),
    [
        ("big_demos", "big_demo=Characters", "the network of this screen"),
        pytest.param("many_jobs", "jobs_job=Forecast", "the film of this screen", marks=pytest.mark.long),
        pytest.param("learning", "learning_units=32&learning_cell=Multiplicative+LSTM", "of", marks=pytest.mark.long),
        pytest.param("france", f"say={'+'.join(['i', 'grew', 'up'] * 60)}", "", marks=pytest.mark.long),
    ],
)
def test_a_file_of_a_screen_that_somebody_set_up_holds_half_a_megabyte_or_says_what_takes_more(
    running, name, query, what
):
    page = next(page for page in WRITTEN if page.name == name)
    text = one_file(running, page, query, most=2)
    size, foot = len(text.encode()), text.partition("<footer>")[2].partition("</footer>")[0]
    assert ("This file has" in foot) == (size > LARGEST) == bool(what)
    if what:
        told = re.search(r"This file has (\d+) KB, others have at most 500: (.+) alone takes (\d+)\.", foot)
        assert size // 1000 - 1 <= int(told[1]) <= size // 1000
        assert what in told[2]
        assert int(told[3]) < int(told[1])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{}/x.html", "frnace"], "did you mean 'france'?"),
        (["{}/x.html"], "which lesson should"),
        (["{}/x.html", "invent"], "needs the app"),
        (["{}/none/x.html", "france"], "there is no folder"),
        (["{}/folder", "france"], "its name must end in .html"),
        (["{}"], "exists already"),
        (["{}/none/folder"], "there is no folder"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence_and_leaves_nothing(arguments, says, tmp_path, capsys):
    assert main([argument.format(tmp_path) for argument in arguments]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_nothing_behind(monkeypatch, tmp_path, capsys):
    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_page", full)
    assert main([str(tmp_path / "lessons"), "--only", "glossary", "--screens", "1"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [("lessons", "--only", "glossary"), ("glossary.html", "glossary")])
def test_a_disk_that_is_really_full_is_said_in_a_sentence_and_nothing_half_written_stays(arguments, tmp_path):
    alone = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*alone, "mount", "-t", "tmpfs", "tmpfs", tmp_path]).returncode:
        pytest.skip("this machine gives nobody a small disk of their own")
    small = 'mount -t tmpfs -o size=16k tmpfs "$0" && { "$@"; code=$?; ls -A "$0" >&2; exit $code; }'
    target, *more = arguments
    command = [sys.executable, "-m", "offline", str(tmp_path / target), *more, "--screens", "1"]
    done = subprocess.run([*alone, "sh", "-c", small, tmp_path, *command], cwd=HOME, capture_output=True, text=True)
    says = f"{tmp_path / target} could not be written, and nothing of it stays: No space left on device"
    assert (done.returncode, done.stderr.strip()) == (2, f"python -m offline: {says}")


def test_a_file_that_stands_there_stays_until_the_new_one_is_whole(monkeypatch, tmp_path):
    target: Path = tmp_path / "glossary.html"
    target.write_text("before")
    monkeypatch.setattr("os.replace", lambda *given: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert main([str(target), "glossary"]) == 2
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_what_screens_share_is_kept_once():
    shelf = Shelf()
    one, other = (header_bytes(said) + bytes(8000) for said in ("one", "other"))
    first, second = shelf.message("vanishing", one), shelf.message("vanishing", other)
    assert first.split("+")[1] == second.split("+")[1]
    assert b"".join(shelf.blobs[part] for part in first.split("+")) == one


def header_bytes(said: str) -> bytes:
    text = json.dumps({"said": said}).encode()
    return len(text).to_bytes(4, "little") + text
