"""The words of a live film in a real browser: changed with mouse, finger and keys, and answered in the page."""

import base64
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from lstm_core import load_run
from lstm_core.browser.film_message import pack
from lstm_core.live.packed import packed
from lstm_core.networks.network import Network
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from lstm_core.tasks.france_kinds import EXAMPLES
from tests.browser.test_film import percent, settle
from tests.support.sampled import covering, one_in
from tools.chromium import Screen
from tools.server import ROOT
from ui.components.film.live import Alive, about

SENTENCE = "i grew up in france . my brother lived in italy . last summer i visited spain . i speak fluent"
WORDS = SENTENCE.split()
COUNTRY, LAST = 4, len(WORDS) - 1
EVIL = '<img src=x onerror=document.title="owned">'

MOUNT = """async ([film, name, network]) => {
  const unpack = (packed) => Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { keep } = await import("/shared/networks.js");
  keep(name, unpack(network));
  const { default: show } = await import("/film/main.js");
  window.again = () => show({ data: unpack(film), parentElement, setStateValue() {} });
  window.again();
}"""


@cache
def network() -> Network:
    return load_run(ROOT / "assets" / "runs" / "france-lstm-0").network


@cache
def message() -> list[str]:
    """The film of the sentence and the network that read it, as Python sends them."""
    ids = network().encode(SENTENCE)
    others = [network().encode(other) for other in france.alternatives(WORDS)]
    live = about(Alive(network()), "each other country")
    film = pack(film_data(network(), ids, others, span=(COUNTRY, len(WORDS))), "each other country", live=live)
    return [base64.b64encode(film).decode(), live["network"], base64.b64encode(packed(network())).decode()]


@pytest.fixture
def told(blank: Callable[..., Screen]) -> Callable[..., "Told"]:
    """`told(query="", theme=…, width=…)` opens an empty page with the film of the sentence on it, alive."""

    def tell(query: str = "", **options) -> Told:
        screen = blank(**options)
        if query:
            screen.page.goto(screen.page.url + query)
        screen.page.evaluate(MOUNT, message())
        screen.page.wait_for_selector(".own-words")
        return Told(screen)

    return tell


class Told:
    """A film that is alive, as a reader uses it."""

    def __init__(self, screen: Screen):
        self.screen, self.page = screen, screen.page
        self.film = screen.page.locator(".lstm-film")
        self.chips = screen.page.locator(".own-words .chip")
        self.menu = screen.page.locator(".word-menu")
        self.field = screen.page.locator(".own-sentence")
        settle(screen)

    def words(self) -> str:
        settle(self.screen)
        return " ".join(self.chips.all_text_contents())

    def now(self) -> int:
        settle(self.screen)
        script = "(chip) => [...chip.parentElement.querySelectorAll('.chip')].indexOf(chip)"
        return self.page.locator(".chip[data-place=now]").evaluate(script)

    def keys(self, *keys: str) -> "Told":
        if not self.page.evaluate("() => document.activeElement?.closest('.word-menu, .typing')"):
            self.film.evaluate("(film) => film.focus({ preventScroll: true })")
        for key in keys:
            self.page.keyboard.press(key)
        settle(self.screen)
        return self

    def to(self, word: int) -> "Told":
        return self.keys("Home", *["ArrowRight"] * word)

    def type(self, text: str, end: str = "Enter") -> "Told":
        self.page.get_by_role("button", name="Type a sentence").click()
        self.field.fill(text)
        return self.keys(*([end] if end else []))

    def option(self, word: str) -> Locator:
        return self.menu.get_by_role("option", name=word, exact=True).first

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def says(self) -> str:
        settle(self.screen)
        return self.page.locator(".answer-line .changed").inner_text()

    def answer(self) -> str:
        settle(self.screen)
        return self.page.locator(".answer-line .now").inner_text()

    def has_focus(self) -> bool:
        return self.film.evaluate("(film) => document.activeElement === film")

    def unknown(self) -> list[str]:
        return self.page.locator(".unknown").all_text_contents()


@cache
def likeliest(words: str) -> list[tuple[str, float]]:
    """What lstm_core's network expects after the last word of a sentence."""
    return list(film_data(network(), network().encode(words)).top_words[-1])


def answer_of(words: str) -> str:
    text, probability = likeliest(words)[0]
    return f"{text} {percent(probability)}"


def with_word(step: int, *instead: str) -> str:
    return " ".join([*WORDS[:step], *instead, *WORDS[step + 1 :]])


def test_a_click_goes_to_a_word_and_another_one_opens_its_menu_where_it_is_replaced(told):
    film = told()
    film.chips.nth(COUNTRY).click()
    assert film.now() == COUNTRY
    assert film.menu.is_hidden()
    film.chips.nth(COUNTRY).click()
    film.option("spain").click()
    assert film.words() == with_word(COUNTRY, "spain")
    assert film.menu.is_hidden()
    assert film.now() == COUNTRY
    assert film.answer() == answer_of(with_word(COUNTRY, "spain"))
    assert "“france” is now “spain”" in film.says()
    assert film.has_focus()


@pytest.mark.parametrize("key", ["Enter", "F2"])
def test_keys_alone_replace_a_word(told, key):
    film = told().to(COUNTRY).keys(key)
    film.page.keyboard.type("viet")
    film.keys("Enter")
    assert film.words() == with_word(COUNTRY, "vietnam")
    assert film.has_focus()
    film.keys(
        key, "ArrowUp", "ArrowLeft", "Enter"
    )  # from the last of twenty countries to a neighbour of the line above
    assert film.words().split()[COUNTRY] in france.COUNTRIES
    assert film.words() != with_word(COUNTRY, "vietnam")


def test_escape_and_a_click_beside_it_close_the_menu_and_change_nothing(told):
    film = told().to(COUNTRY).keys("Enter", "Escape")
    assert film.menu.is_hidden()
    assert film.has_focus()
    film.keys("Enter")
    film.page.locator(".reader").click()
    assert film.menu.is_hidden()
    assert film.words() == SENTENCE
    assert film.page.locator(".ways").is_hidden()


def test_the_menu_has_every_word_of_the_network_by_kind_and_the_words_own_kind_first(told):
    film = told().to(1).keys("Enter")
    assert sorted(film.menu.locator(".option").all_text_contents()) == sorted(network().vocabulary)
    film.keys("Escape").to(COUNTRY).keys("Enter")
    kinds = film.menu.get_by_role("group", name="Countries")
    assert kinds.locator(".option").all_text_contents() == list(france.COUNTRIES)
    assert film.menu.locator(".kind:visible h3").first.inner_text() == "Countries"
    assert film.option("france").get_attribute("aria-selected") == "true"
    film.page.keyboard.type("an")
    shown = film.menu.locator(".option:visible").all_text_contents()
    assert shown == [word for kind in about(Alive(network()), "")["kinds"] for word in kind["words"] if "an" in word]
    film.menu.get_by_role("combobox").fill("itly")
    assert film.menu.locator(".option:visible").all_text_contents() == ["italy"]
    film.menu.get_by_role("combobox").fill(EVIL)
    assert "does not know" in film.menu.inner_text()
    assert film.page.locator(".lstm-film img").count() == 0


def test_walking_through_the_menu_says_what_the_network_would_answer(told):
    film = told().to(COUNTRY).keys("Enter", "ArrowRight", "ArrowRight")
    says = film.menu.locator(".would").inner_text()
    assert says == f"after “fluent” it would be {answer_of(with_word(COUNTRY, 'germany'))}"
    film.option("korea").hover()
    assert answer_of(with_word(COUNTRY, "korea")) in film.menu.locator(".would").inner_text()
    assert film.words() == SENTENCE


def test_a_word_is_put_in_between_two_others(told):
    film = told()
    box = film.chips.nth(7).bounding_box()
    film.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2)
    film.button("Insert a word after brother").click()
    assert film.menu.locator(".kind:visible h3").first.inner_text() == "What the network expects here"
    film.option("again").click()
    assert film.words() == with_word(7, "brother", "again")
    assert film.answer() == answer_of(film.words())
    film.to(0).keys("Enter")
    film.button("Insert before").click()
    film.option("then").click()
    assert film.words() == "then " + with_word(7, "brother", "again")
    film.to(0).keys("Insert")
    film.page.keyboard.type("later")
    film.keys("Enter")
    assert film.words().startswith("then later i grew up")


def test_a_word_is_taken_out_with_the_menu_and_with_keys(told):
    film = told().to(8).keys("Enter")
    film.button("Delete").click()
    assert film.words() == with_word(8)
    film.to(COUNTRY + 1).keys("Delete", "Backspace")
    assert film.words().startswith("i grew up in france brother in italy")
    assert film.answer() == answer_of(film.words())
    film.type("fluent").keys("Delete")
    assert film.words() == "fluent"
    assert film.says() == "A sentence has at least one word."


def test_a_word_is_dragged_with_the_mouse_and_a_mark_shows_where_it_will_land(told):
    film = told()
    start, end = film.chips.nth(COUNTRY).bounding_box(), film.chips.nth(10).bounding_box()
    mouse = film.page.mouse
    for escaped in (True, False):
        mouse.move(start["x"] + 10, start["y"] + 10)
        mouse.down()
        mouse.move(end["x"] + end["width"] - 3, end["y"] + 10, steps=8)
        assert film.page.locator(".ghost").inner_text() == "france"
        mark = film.page.locator(".landing[data-on]").bounding_box()
        assert mark["x"] == pytest.approx(end["x"] + end["width"], abs=4)
        if escaped:
            film.page.keyboard.press("Escape")
        mouse.up()
        assert film.page.locator(":is(.landing, .ghost)[data-on]").count() == 0
        assert (film.words() == SENTENCE) is escaped
    moved = [word for k, word in enumerate(WORDS) if k != COUNTRY]
    assert film.words().split() == [*moved[:10], "france", *moved[10:]]
    assert film.menu.is_hidden()


def test_keys_move_the_word_and_the_film_goes_with_it(told):
    film = told().to(COUNTRY).keys("Alt+ArrowRight", "Alt+ArrowRight", "Alt+ArrowLeft")
    assert film.words().startswith("i grew up in . france my")
    assert film.now() == COUNTRY + 1
    film.to(0).keys("Alt+ArrowLeft")
    assert film.words().startswith("i grew up in . france my")


def test_a_sentence_without_a_country_and_back_is_looked_at_as_before(told):
    film = told().to(COUNTRY).keys("Alt+ArrowRight")
    colours = film.page.locator(".settings [data-value=because]")
    expect(colours).to_be_hidden()
    film.button("Undo").click()
    expect(film.page.locator(".settings [data-value=because][aria-pressed=true]")).to_be_visible()


class Finger:
    """A finger on the screen of a page."""

    def __init__(self, film: Told):
        self.film, self.session = film, film.page.context.new_cdp_session(film.page)

    def send(self, kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        self.session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    def on(self, step: int) -> tuple[float, float]:
        box = self.film.chips.nth(step).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def finger(told) -> Finger:
    return Finger(told("?word=5", has_touch=True, width=400, height=800))


def test_a_finger_that_rests_lifts_a_word_and_carries_it(finger):
    film, (x, y), (end, _) = finger.film, finger.on(COUNTRY), finger.on(6)
    finger.send("Start", x, y)
    film.page.locator(".chip[data-lifted]").wait_for()
    for share in (0.3, 0.6, 1.0):
        finger.send("Move", x + share * (end - x + 12), y)
    assert film.page.locator(".ghost").inner_text() == "france"
    finger.send("End")
    assert film.words().startswith("i grew up in . my france brother")
    assert film.menu.is_hidden()


def test_a_finger_that_rests_and_is_lifted_opens_the_menu_with_no_keyboard_in_its_way(finger):
    film = finger.film
    finger.send("Start", *finger.on(COUNTRY + 2))
    film.page.locator(".chip[data-lifted]").wait_for()
    finger.send("End")
    settle(film.screen)
    assert film.menu.is_visible()
    assert "my" in film.menu.get_attribute("aria-label")
    assert film.now() == COUNTRY
    assert not film.page.evaluate("() => document.activeElement.matches('input')")
    film.option("our").tap()
    assert film.words() == with_word(COUNTRY + 2, "our")


def test_a_finger_that_moves_at_once_scrolls_and_changes_nothing(finger):
    film, (x, y) = finger.film, finger.on(COUNTRY)
    before = film.page.locator(".words").evaluate("(strip) => strip.scrollLeft")
    finger.send("Start", x, y)
    for by in range(20, 140, 20):
        finger.send("Move", x - by, y)
        film.page.wait_for_timeout(20)
    film.page.wait_for_timeout(500)
    finger.send("End")
    film.page.wait_for_timeout(200)
    assert film.words() == SENTENCE
    assert film.page.locator(".words").evaluate("(strip) => strip.scrollLeft") > before
    assert film.menu.is_hidden()


def test_a_typed_sentence_is_read_and_what_is_not_known_stands_marked_in_its_place(told):
    film = told().type("I grew up in Frnace . my brothr zork lived in italy . I speak fluent")
    assert film.words() == "i grew up in . my lived in italy . i speak fluent"
    assert film.unknown() == ["Frnace", "brothr", "zork"]
    strip = film.page.locator(".words").inner_text().split()
    assert strip.index("in") + 1 == strip.index("Frnace")
    assert "does not know them: “Frnace”, “brothr”, “zork”" in film.says()
    film.button("france instead of Frnace").click()
    assert film.words().startswith("i grew up in france . my lived")
    assert film.unknown() == ["brothr", "zork"]
    film.button("brother instead of brothr").click()
    film.button("skip zork").click()
    assert film.words() == "i grew up in france . my brother lived in italy . i speak fluent"
    assert film.unknown() == []
    assert film.answer() == answer_of(film.words())
    film.button("Undo").click()
    assert film.unknown() == ["brothr", "zork"]


def test_an_unknown_word_has_a_menu_and_all_are_skipped_at_once(told):
    film = told().type("i grew up in brazil with my pug in texas i speak fluent")
    film.page.locator(".unknown").first.click()
    film.page.keyboard.type("kore")
    film.keys("Enter")
    assert film.words() == "i grew up in korea with my in i speak fluent"
    assert film.unknown() == ["pug", "texas"]
    film.page.get_by_role("button", name="Type a sentence").click()
    assert film.field.input_value() == "i grew up in korea with my pug in texas i speak fluent"
    film.keys("Escape")
    film.button("skip all").click()
    assert film.unknown() == []


def test_near_misses_are_real_ones(blank):
    script = """async ([typed, kinds, expected]) => {
      const { nearWords } = await import("/film/words/menu/near.js");
      return typed.map((word) => nearWords(word, kinds, expected));
    }"""
    page, kinds = blank().page, about(Alive(network()), "")["kinds"]

    def near(*typed: str, expected: tuple[str, ...] = ()) -> list[list[str]]:
        return page.evaluate(script, [typed, kinds, expected])

    found = near("frnace", "Germny", "brothers", "visit", "grow", "ni", "danihs")
    assert [words[0] for words in found] == ["france", "germany", "brother", "visited", "grew", "in", "danish"]
    assert near("zebra", "eats", "b", "brazil", "supercalifragilistic") == [[]] * 5
    assert all(len(words) <= 3 for words in near("a", "she", "tho", "fin"))
    assert near("visits", "an") == [["visited"], []]
    assert near("greec", expected=("french",))[0] == ["greek", "greece"]
    assert near("greec", expected=("france",))[0] == ["greece", "greek"]


def test_commas_capitals_and_other_marks_do_not_matter(told):
    film = told().type("“I grew up in FRANCE, and… my brother (!) visited Italy?” I speak fluent...")
    assert film.words() == "i grew up in france and my brother visited italy i speak fluent"
    assert film.unknown() == []


def test_at_most_two_hundred_words_are_read_and_a_sentence_says_so(told):
    long = ("i " * 190 + "grew up in france . i speak fluent . i i i i").split()
    film = told().type(" ".join(long))
    assert film.words() == " ".join(long[:200])
    assert film.says() == "At most 200 words are read: the last 3 are left out."
    film.keys("Insert")
    assert "at most 200 words" in film.says()
    assert film.menu.is_hidden()
    strip = film.page.locator(".words").bounding_box()
    assert strip["height"] < 190
    film.keys("Home", "Delete")
    assert film.words() == " ".join(long[1:200])


def test_what_cannot_be_read_stays_in_the_field_and_a_sentence_says_why(told):
    film = told().type("")
    assert "Type at least one word." in film.page.locator(".typing").inner_text()
    film.field.fill("blub, zork")
    film.keys("Enter")
    assert "knows none of these words" in film.page.locator(".typing").inner_text()
    assert film.field.input_value() == "blub, zork"
    film.keys("Escape")
    assert film.words() == SENTENCE
    assert film.has_focus()


@pytest.mark.parametrize(("question", "sentence"), EXAMPLES)
def test_an_example_asks_something_of_words_that_the_network_knows(told, question, sentence):
    assert set(sentence.split()) <= set(france.VOCABULARY)
    film = told()
    film.page.get_by_role("button", name="Type a sentence").click()
    film.button(question).click()
    assert film.words() == sentence
    assert film.says() == question
    assert film.now() == len(sentence.split()) - 1
    assert film.answer() == answer_of(sentence)


def test_every_change_is_undone_and_done_again_with_keys_and_with_buttons(told):
    film = told().to(COUNTRY).keys("Delete").to(0).keys("Alt+ArrowRight")
    versions = [SENTENCE, with_word(COUNTRY), f"grew i {with_word(COUNTRY).partition('i grew ')[2]}"]
    assert film.words() == versions[2]
    film.keys("Control+z")
    assert film.words() == versions[1]
    film.keys("Control+z", "Control+z")
    assert film.words() == versions[0]
    assert film.button("Undo").is_disabled()
    film.keys("Control+Shift+z")
    assert film.words() == versions[1]
    film.button("Redo").click()
    assert film.words() == versions[2]
    film.button("As it was").click()
    assert film.words() == SENTENCE
    assert film.answer() == answer_of(SENTENCE)
    assert film.button("As it was").is_disabled()
    film.button("Undo").click()
    assert film.words() == versions[2]
    assert film.has_focus()


def test_the_film_stays_where_the_reader_was_if_a_question_is_asked_at_the_end(told):
    film = told()
    assert film.now() == LAST
    film.chips.nth(COUNTRY).click(button="right")
    film.option("spain").click()
    assert film.now() == LAST
    film.chips.nth(7).click(button="right")
    film.button("Delete").click()
    assert film.now() == LAST - 1
    film.to(COUNTRY).keys("Delete")
    assert film.now() == COUNTRY
    film.keys("Backspace")
    assert film.now() == COUNTRY - 1


def test_without_a_question_at_the_end_the_film_goes_to_the_word_that_changed(told):
    film = told().type("i grew up in france . my brother sang")
    film.keys("End")
    film.chips.nth(COUNTRY).click(button="right")
    film.option("spain").click()
    assert film.now() == COUNTRY


def test_bars_lanes_and_files_hold_what_the_network_of_python_computes_for_the_changed_sentence(told, tmp_path):
    film = told()
    film.chips.nth(COUNTRY).click(button="right")
    film.option("hungary").click()
    changed = with_word(COUNTRY, "hungary")
    bars = film.page.locator(".next .row")
    shown = bars.evaluate_all(
        "(rows) => rows.map((r) => [...r.querySelectorAll('.word, .value')].map((e) => e.textContent))"
    )
    assert shown == [[text, percent(probability)] for text, probability in likeliest(changed)]
    lengths = bars.evaluate_all(
        "(rows) => rows.map((r) => Number(r.querySelector('.bar').style.transform.match(/\\((.+)\\)/)[1]))"
    )
    np.testing.assert_allclose(lengths, [probability for _, probability in likeliest(changed)], atol=1e-6)
    film.page.get_by_role("button", name="Download").click()
    with film.page.expect_download() as taken:
        film.page.get_by_role("menuitem", name="NPZ").click()
    taken.value.save_as(tmp_path / "film.npz")
    others = [network().encode(" ".join(other)) for other in france.alternatives(changed.split())]
    expected = film_data(network(), network().encode(changed), others)
    with np.load(tmp_path / "film.npz") as arrays:
        probabilities = [[probability for _, probability in words] for words in expected.top_words]
        np.testing.assert_allclose(100 * arrays["next_probabilities"], 100 * np.array(probabilities), atol=1e-6 * 100)
        np.testing.assert_allclose(arrays["because_c"], expected.because["c"], atol=1e-5)
    assert "because it was “hungary”" in film.page.locator(".settings").inner_text()


def test_what_a_person_types_is_text_and_never_markup(told):
    film = told().type(f"i grew up in {EVIL} i speak fluent")
    assert film.unknown() == ["img", "src", "x", "onerror", "document", "title", "owned"]
    film.button("As it was").click()
    film.type(EVIL, end="")
    film.keys("Enter")
    assert film.page.locator(".lstm-film img").count() == 0
    assert film.page.title() == "blank"


def test_keys_belong_to_the_field_and_to_the_menu_while_somebody_types(told):
    film = told()
    film.page.evaluate("() => { window.heard = []; addEventListener('keydown', (event) => heard.push(event.key)); }")
    film.type("", end="")
    for key in ("r", "c", "1", "3", "Home", "ArrowLeft", "Delete", "Space", "Control+z"):
        film.page.keyboard.press(key)
    assert film.film.get_attribute("data-zoom") == "2"
    assert film.film.get_attribute("data-playing") == "false"
    film.keys("Escape", "Enter")
    for key in ("r", "1", ".", "+", "Backspace"):
        film.page.keyboard.press(key)
    assert film.menu.get_by_role("combobox").input_value() == "r1."
    film.keys("Escape")
    assert film.words() == SENTENCE
    assert film.page.evaluate("() => heard") == []


def test_the_address_says_the_words_and_opens_the_same_film_again(told):
    film = told().to(COUNTRY).keys("Delete", "End")
    film.page.wait_for_url("**word=20**")
    film.page.wait_for_url(lambda url: f"say={with_word(COUNTRY).replace(' ', '+')}" in url)
    again = told(film.page.url.partition("/blank")[2])
    assert again.words() == with_word(COUNTRY)
    assert again.answer() == film.answer()
    assert again.now() == LAST - 1
    assert again.page.locator(".notice").inner_text() == ""
    film.button("As it was").click()
    film.page.wait_for_url(lambda url: "say=" not in url)


def test_what_is_heard_of_an_answer_does_not_wait_for_the_next_picture(told):
    film = told().to(COUNTRY).keys("Enter")
    film.page.keyboard.type("italy")
    film.page.evaluate("() => { window.requestAnimationFrame = () => 1; }")  # a machine too busy to draw
    film.page.keyboard.press("Enter")
    heard = film.page.locator(".answer-line .heard")
    expect(heard).to_have_text(re.compile("^“france” is now “italy”. After “fluent”: italian"))


def test_a_reader_of_the_screen_hears_what_has_changed_and_what_is_answered(told):
    film = told().to(COUNTRY).keys("Enter")
    film.page.keyboard.type("italy")
    film.keys("Enter")
    heard = film.page.locator(".answer-line .heard")
    heard.get_by_text("“france” is now “italy”. After “fluent”: italian").wait_for()
    now = film.page.locator(".chip[data-place=now]")
    assert now.get_attribute("aria-haspopup") == "dialog"
    assert now.get_attribute("tabindex") == "0"
    film.keys("Enter")
    field = film.menu.get_by_role("combobox")
    named = film.menu.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert named.inner_text() == "italy"
    assert film.menu.get_attribute("role") == "dialog"


def test_the_sign_of_the_chosen_word_moves_nothing(told):
    film = told()
    boxes = "() => [...document.querySelectorAll('.chip')].map((chip) => JSON.stringify(chip.getBoundingClientRect()))"
    film.to(0)
    before = film.page.evaluate(boxes)
    film.to(COUNTRY)
    assert film.page.evaluate(boxes) == before


@pytest.mark.parametrize(("width", "height", "full"), covering([(1280, 720), (400, 700), (1920, 1080)], [False, True]))
def test_the_menu_never_leaves_the_screen(told, width, height, full):
    film = told(width=width, height=height)
    if full:
        film.page.get_by_role("button", name="Full screen").click()
        film.page.wait_for_selector(".lstm-film[data-big]")
    for word in (0, COUNTRY, LAST):
        film.to(word).keys("Enter")
        box = film.menu.bounding_box()
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        film.keys("Escape")
    assert film.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_the_projector_no_word_of_the_sentence_and_its_menu_is_smaller_than_20_px(told):
    film = told(width=1280, height=720)
    film.page.get_by_role("button", name="Full screen").click()
    film.page.wait_for_selector(".lstm-film[data-big]")
    small = """() => [...document.querySelectorAll(".own-words *")]
      .filter((e) => !e.closest(".heard, svg") && e.checkVisibility())
      .filter((e) => [...e.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
      .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 20).map((e) => e.className + ": " + e.textContent)"""
    film.type("i grew up in zork frnace i speak fluent").keys("Enter")
    assert film.page.evaluate(small) == []
    film.keys("Escape")
    film.page.get_by_role("button", name="Type a sentence").click()
    assert film.page.evaluate(small) == []


def test_the_same_film_shown_again_changes_nothing_of_what_is_made_and_typed(told):
    film = told().to(COUNTRY).keys("Delete")
    film.type("i grew up in nor", end="")
    film.page.evaluate("() => again()")
    settle(film.screen)
    assert film.field.input_value() == "i grew up in nor"
    film.keys("Escape")
    assert film.words() == with_word(COUNTRY)


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
def test_nothing_that_is_done_to_the_words_is_a_message_to_the_server(screen, theme):
    page = screen("/france", theme=theme)
    page.page.wait_for_selector(".own-words")
    film, before = Told(page), len(page.sent)
    film.chips.nth(COUNTRY).click()
    film.chips.nth(COUNTRY).click()
    film.option("spain").click()
    film.page.keyboard.press("Delete")
    film.page.keyboard.press("Alt+ArrowRight")
    film.page.get_by_role("button", name="Type a sentence").click()
    film.field.fill("I grew up in Norway, with zork. I speak fluent")
    film.page.keyboard.press("Enter")
    film.button("Undo").click()
    film.button("As it was").click()
    film.page.wait_for_timeout(700)
    assert page.sent[before:] == []


def test_a_rerun_of_the_page_keeps_the_sentence_and_what_is_being_typed(screen):
    page = screen("/france")
    page.page.wait_for_selector(".own-words")
    film = Told(page)
    film.chips.nth(COUNTRY).click(button="right")
    film.option("spain").click()
    film.page.get_by_role("button", name="Type a sentence").click()
    film.field.fill("i grew")
    with page.rerun():
        page.page.get_by_text("About half", exact=True).click()
    assert film.field.input_value() == "i grew"
    film.field.press("Escape")
    assert film.words().startswith("i grew up in spain .")
    page.page.wait_for_url(lambda url: "say=i+grew+up+in+spain" in url)
    page.page.get_by_text("Another sentence, another network").click()
    slider = page.page.get_by_role("slider", name="Clauses in between")
    with page.rerun():
        slider.press("ArrowRight")
    page.page.wait_for_url(lambda url: "say=" not in url)
    assert film.words().startswith("i grew up in france .")


def test_a_film_whose_network_the_page_cannot_run_is_played_and_says_so(blank):
    film, name, network = message()
    newer = base64.b64decode(network).replace(b'"format":1', b'"format":9')
    screen = blank()
    screen.page.evaluate(MOUNT, [film, name, base64.b64encode(newer).decode()])
    notice = screen.page.locator(".notice")
    expect(notice).to_have_text(
        "This film can be played, but not changed: this network has format 9; the page knows format 1: reload it."
    )
    assert screen.page.locator(".own-words, .answer-line").count() == 0
    screen.page.locator(".lstm-film").press("Home")
    screen.page.locator(".lstm-film").press("ArrowRight")
    expect(screen.page.locator(".chip[data-place=now]")).to_have_text(WORDS[1])
