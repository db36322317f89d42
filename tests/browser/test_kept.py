"""A film takes another sentence: its parts stay and are drawn as those of a film that opened with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from playwright.sync_api import Page

from lstm_core import Network
from tests.support.films import STORY, WORDS, frames
from tools.chromium import Screen

FRANCE, SKY = WORDS.index("france"), WORDS.index("sky")
PLACE = f"?pin=29,5&tint=c-5&unit=29&word={len(WORDS)}"

WATCH = """() => {
  window.came = [];
  const name = ({ localName, className }) => `${localName}.${className.baseVal ?? className}`;
  const said = (nodes, sign) => [...nodes].filter((one) => one instanceof Element).map((one) => `${sign} ${name(one)}`);
  window.watch = new MutationObserver((all) => {
    for (const { target, addedNodes, removedNodes } of all)
      if (!target.closest?.(".word-menu")) window.came.push(...said(addedNodes, "+"), ...said(removedNodes, "-"));
  });
  window.watch.observe(document.querySelector(".lstm-film"), { childList: true, subtree: true });
}"""
CAME = "() => new Promise((done) => setTimeout(() => (window.watch.disconnect(), done(window.came))))"

# All that a film draws but what it says of the change: every element with its marks, its own text, its painted dots.
DRAWN = """() => {
  const roots = document.querySelectorAll(".own-words .words, .tint-legend, .transport, .stage, .settings, .reading");
  const sides = (style) => style.split(";").map((one) => one.trim()).sort().join(";");
  const passing = /^(style=$|id=|data-cut=)/;
  const marks = ({ attributes }) =>
    [...attributes]
      .map(({ name, value }) => `${name}=${name === "style" ? sides(value) : value}`)
      .filter((mark) => !passing.test(mark))
      .sort();
  const text = ({ childNodes }) => [...childNodes].map((child) => (child instanceof Text ? child.data : "")).join("");
  const dots = (one) => (one instanceof HTMLCanvasElement ? one.toDataURL() : "");
  const line = (one) => [one.localName, ...marks(one), dots(one), text(one)].join(" ");
  const shown = (root) => [root, ...root.querySelectorAll("*")].filter((one) => one.checkVisibility());
  return [...roots].flatMap((root) => shown(root).map(line));
}"""


@contextmanager
def watched(page: Page) -> Iterator[list[str]]:
    """The elements that came and went meanwhile, "+ span.head", those of the menu left out."""
    page.evaluate(WATCH)
    came: list[str] = []
    yield came
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    came.extend(page.evaluate(CAME))


def drawn(screen: Screen) -> list[str]:
    """What the film shows once it is at rest."""
    screen.page.wait_for_timeout(400)  # transitions, and what is drawn once no number moves
    frames(screen)
    return screen.page.evaluate(DRAWN)


def replace(page: Page, step: int, word: str) -> None:
    """Another word in the place of one, chosen in its menu; afterwards the film stands at its last word."""
    chip = page.locator(".own-words .chip").nth(step)
    chip.click()
    chip.click()
    page.locator(".word-menu .option", has_text=word).first.click()
    page.locator(".lstm-film").press("End")


def opened(shown: Callable[..., Screen], network: Network, words: str) -> Screen:
    """A film that opens with this sentence."""
    return shown(f"{PLACE}&say={quote(words)}", network=network, height=1400)


def test_replacing_a_word_makes_no_element_anew_and_another_length_one_a_column(shown, network):
    screen = opened(shown, network, STORY)
    page = screen.page
    for zoom in (4, 1, 2):  # each view is made when it is looked at
        page.locator(".lstm-film").press(str(zoom))
        frames(screen)
    with watched(page) as came:
        replace(page, FRANCE, "spain")
    assert came == []
    for key in ("Control+z", "Control+y"):
        with watched(page) as came:
            page.locator(".lstm-film").press(key)
        assert came == []
    assert page.locator(".own-words .chip").nth(FRANCE).inner_text() == "spain"
    with watched(page) as came:
        page.locator(".lstm-film").press("Delete")
    rows = 2 * page.locator(".main > .lanes .lane").count()  # two units are pinned
    assert came.count("- button.chip") == came.count("- span.head") == 1
    assert came.count("- span.") == rows
    assert len(came) == 2 + rows


def test_a_film_that_took_a_sentence_is_drawn_like_one_that_opened_with_it(shown, network):
    words = [*WORDS]
    screen = opened(shown, network, STORY)
    film = screen.page.locator(".lstm-film")
    for zoom in "412":  # each view is made when it is looked at
        film.press(zoom)
        frames(screen)
    replace(screen.page, FRANCE, "germany")
    words[FRANCE] = "germany"
    film.press("Delete")  # the last word
    film.press("Home")
    for _ in range(SKY):
        film.press("ArrowRight")
    film.press("Alt+ArrowLeft")  # the sentence has its words in another order
    words[SKY - 1], words[SKY] = words[SKY], words[SKY - 1]
    film.press("Home")
    film.press("End")
    fresh = opened(shown, network, " ".join(words[:-1]))
    fresh.page.locator(".lstm-film").press("End")
    for zoom in "2341":
        for one in (screen, fresh):
            one.page.locator(".lstm-film").press(zoom)
        assert drawn(screen) == drawn(fresh), f"zoom {zoom}"


def test_a_sentence_that_asks_nothing_and_back_is_drawn_like_one_that_opened_so(shown, network):
    without = " ".join(WORDS[FRANCE + 2 :])
    asks, asks_nothing = (drawn(opened(shown, network, said)) for said in (STORY, without))
    screen = opened(shown, network, STORY)
    page = screen.page
    for text, expected in ((without, asks_nothing), (STORY, asks)):
        page.get_by_role("button", name="Type a sentence").click()
        page.locator(".own-sentence").fill(text)
        page.keyboard.press("Enter")
        page.locator(".lstm-film").press("End")
        assert drawn(screen) == expected
