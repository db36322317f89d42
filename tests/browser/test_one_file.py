"""A film as one file: opened from a file address without a network it is the app's film, and a notebook keeps it."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from lstm_core import CELLS, Network, load_run, look
from lstm_core.browser.film_message import pack
from lstm_core.browser.linked import linked, rewritten
from lstm_core.browser.places import static
from lstm_core.sentence_film import film_data
from tests.support.pages import messages

SENTENCE = "i grew up in {} . my brother visited italy last summer . i speak fluent"
LONG = "i grew up in {} . my brother visited italy last summer . "
LONG += "my mother liked the garden . our cat played in the evening . i speak fluent"
COMPONENTS = sorted(path.relative_to(static()).as_posix() for path in static().glob("*/main.js"))
# The policy of a notebook in VS Code where its setting notebook.experimental.enableCsp is on.
NOTEBOOK = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
NOTEBOOK += "img-src 'self' https: http: data:; font-src 'self' https:; connect-src https:; child-src https: data:"


@pytest.fixture(scope="module")
def network() -> Network:
    return load_run(static().parent / "assets" / "runs" / "france-lstm-0").network


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(file, theme=…, width=…)`: the file in a browser without a network; a word on the console is a failure."""
    complaints: list[str] = []
    contexts = []

    def open_file(path: Path, theme: str = "light", width: int = 1280, height: int = 720, inside: bool = False) -> Page:
        context = browser.new_context(
            offline=True, color_scheme=theme, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url == path.as_uri() or complaints.append(request.url[:200]))
        page.goto(path.as_uri())
        if not inside:
            page.wait_for_selector(".lstm-film[data-zoom]")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not complaints


def written(value: float) -> str:
    """A number as the film writes it."""
    return f"{value:.2f}".replace("-", "\u2212")


def test_the_file_draws_the_numbers_that_the_app_is_sent(network, opened, tmp_path):
    others = [SENTENCE.format(country) for country in ("spain", "italy")]
    made = look(network, SENTENCE.format("france"), alternatives=others)
    made.save(tmp_path / "film.html")
    ids = network.encode(SENTENCE.format("france"))
    film = film_data(network, ids, [network.encode(other) for other in others])
    assert messages((tmp_path / "film.html").read_text(encoding="utf-8")) == [pack(film)]
    page = opened(tmp_path / "film.html")
    expect(page.get_by_role("heading", name="LSTM over 16 words")).to_be_visible()
    unit = int(film.orders["carries"][0])
    expect(page.get_by_text(f"Unit {unit} at “fluent”", exact=True).first).to_be_visible()
    shown = page.locator(".lstm-film").inner_text()
    run = network.run(ids).layers[0]
    for name in ("c", "f", "i", "g", "o", "h"):
        assert written(run[name][-1, 0, unit]) in shown, name
    assert "french" in shown


def test_keys_step_through_it_and_play(network, opened, tmp_path):
    look(network, SENTENCE.format("france")).save(tmp_path / "film.html")
    page = opened(tmp_path / "film.html")
    page.keyboard.press("Home")
    expect(page.get_by_text("word 1 of 16").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("word 2 of 16").first).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator(".lstm-film")).to_have_attribute("data-zoom", "3")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 400])
def test_it_fits_a_phone_and_follows_light_and_dark(network, opened, tmp_path, width):
    look(network, SENTENCE.format("france")).save(tmp_path / "film.html")
    page = opened(tmp_path / "film.html", "dark", width, 800)
    film = page.locator(".lstm-film")
    expect(film).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(film).to_have_attribute("data-theme", "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_layers_are_chosen_and_the_place_in_the_film_stays(opened, tmp_path):
    network = Network.new(CELLS["gru"], (), 5, 0, np.random.default_rng(0), 2, input_size=3, outputs=("a",),
                          output="number", bidirectional=True)  # fmt: skip
    made = look(network, np.random.default_rng(1).normal(size=(9, 3)))
    assert [one.title for one in made.films] == ["1", "1, from the end", "2", "2, from the end"]
    made.save(tmp_path / "film.html")
    page = opened(tmp_path / "film.html")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("step 2 of 9").first).to_be_visible()
    for one in reversed(made.films):
        page.get_by_label("Layer").select_option(one.title)
        unit = one.film.orders["index"][0]
        expect(page.get_by_text("step 2 of 9").first).to_be_visible()
        page.get_by_role("button", name="Unit", exact=True).or_(page.get_by_role("radio", name="Unit")).first.click()
        shown = {node: array[1] for node, array in one.film.node_arrays.items() if array.ndim == 2}
        h = shown[one.film.cell.graph.names["h"]]
        page.wait_for_function(
            "texts => texts.some((text) => document.querySelector('.lstm-film').innerText.includes(text))",
            arg=[written(value) for value in h],
        )
        assert unit == 0


def test_a_notebook_keeps_it_in_a_frame_under_its_own_policy(network, opened, tmp_path):
    made = look(network, SENTENCE.format("france"))
    outer = '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    outer += f'content="{NOTEBOOK}"><title>Notebook</title>{made._repr_html_()}'
    (tmp_path / "notebook.html").write_text(outer, encoding="utf-8")
    page = opened(tmp_path / "notebook.html", inside=True)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".lstm-film[data-zoom]")).to_be_visible()
    frame.get_by_role("button", name="Play").focus()
    page.keyboard.press("Home")
    expect(frame.get_by_text("word 1 of 16").first).to_be_visible()


def test_a_film_of_29_words_and_64_units_takes_less_than_half_a_megabyte(network):
    sentence = LONG.format("france")
    made = look(network, sentence, alternatives=[LONG.format("spain")])
    assert len(made.films[0].film.words) == 29
    assert made.films[0].film.hidden_size == 64
    assert len(made.html.encode()) <= 500_000


def test_words_of_a_stranger_are_text_and_the_page_asks_nobody(opened, tmp_path):
    evil = ("</script><script>document.title='owned'</script>", "<img src=x onerror=alert(1)>", "ok")
    network = Network.new(CELLS["lstm"], evil, 4, 3, np.random.default_rng(0))
    made = look(network, np.array([0, 1, 2]), title="<b>mine</b> & yours")
    made.save(tmp_path / "film.html")
    page = opened(tmp_path / "film.html")
    assert page.title() == "<b>mine</b> & yours"
    expect(page.get_by_role("heading", name="<b>mine</b> & yours")).to_be_visible()
    text = (tmp_path / "film.html").read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*('unsafe-inline'|https?:|data:|\*)", policy)
    assert not re.search(r"""(?:src|href)=["']?https?:""", text)


@pytest.mark.parametrize("entry", COMPONENTS)
def test_every_component_is_linked_into_one_script_that_runs(browser, entry):
    page = browser.new_page()
    try:
        page.evaluate("text => { const script = document.createElement('script'); script.textContent = text; "
                      "document.head.append(script); }", linked(entry))  # fmt: skip
        assert page.evaluate("typeof globalThis.linked.default") == "function"
    finally:
        page.close()


def test_forms_of_exports_and_imports_are_kept(browser, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "main.js").write_text(
        '/** One. */\nimport "./c.js";\nimport { two as second, Third } from "./b.js";\nexport { two } from "./b.js";\n'
        "export const url = import.meta.url;\nconst four = 4;\nexport { four, four as fourth };\n"
        "export default () => second() + new Third().value + four;\n",
        encoding="utf-8",
    )
    (tmp_path / "a" / "b.js").write_text(
        "/** Two. @type {import('./never.js').Type} */\nexport async function later() {}\n"
        "export function two() { return 2; }\nexport class Third { value = 3; }\n",
        encoding="utf-8",
    )
    (tmp_path / "a" / "c.js").write_text(
        "/** Three. */\nglobalThis.ran = (globalThis.ran ?? 0) + 1;\n", encoding="utf-8"
    )
    modules = [rewritten(name, tmp_path) for name in ("a/main.js", "a/b.js", "a/c.js")]
    assert sorted(modules[0].needs) == ["a/b.js", "a/b.js", "a/c.js"]
    assert not modules[1].later
    bodies = "\n".join(f"modules['{one.name}'] = () => {{ {one.body} }};" for one in modules)
    page = browser.new_page()
    try:
        found = page.evaluate(
            f"""() => {{ const modules = {{}}; const $use = (name) => modules[name](); {bodies}
            const all = $use('a/main.js'), others = Object.keys($use('a/b.js')).sort().join();
            return [all.default(), all.two(), all.four, all.fourth, all.url, others, globalThis.ran]; }}"""
        )
    finally:
        page.close()
    assert found == [9, 2, 4, 4, "app:/a/main.js", "Third,later,two", 1]


def test_a_line_that_cannot_be_linked_is_named(tmp_path):
    (tmp_path / "a.js").write_text('/** One. */\nimport * as all from "./b.js";\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.js: a line that cannot be linked: import \* as all"):
        rewritten("a.js", tmp_path)
