"""What a network that reads letters is offered: texts to read, values of a unit that mean something, words to count."""

from collections.abc import Mapping

from lstm_core.networks.network import Network
from lstm_core.texts import reviews
from ui.lessons.big_demos import cells, reading
from ui.lessons.big_demos.run_files import Told

SIDES = {True: "positive", False: "negative"}
TEXTS, MOST = 16, 200  # texts that are counted; letters that a reader may type
SEED = 2017  # of the reviews that are offered, which the network never saw


def texts(run: Told, network: Network) -> list[tuple[str, str]]:
    """(how it is called, the text) of those that are offered."""
    line = ("a line of its text", "".join(reading.opening(run, network)))
    usual = [line, *zip(("a passage", "another"), passages(reading.measured_on(run)), strict=False)]
    if "sentiment" not in run.results:
        return usual
    written, liked = reviews.reviews(8, seed=SEED)
    offered = sorted(zip(liked.tolist(), written, strict=True), key=lambda one: not one[0])
    chosen = [(f"a {SIDES[side]} review", _cut(text)) for side, text in offered]
    ends = [(label, reading.known_letters(_cut(text), network)) for label, text in (chosen[0], chosen[-1])]
    return ends if all(text for _, text in ends) else usual


def passages(text: str) -> list[str]:
    """The long paragraphs of a text, as far as a reader may type, in whole words."""
    whole = [part for part in text.split("\n\n")[1:] if len(part) > MOST]
    return [part[:MOST].rpartition(" ")[0] + " " for part in whole]


def _cut(text: str) -> str:
    """Without its last opinion: what the network has to remember."""
    return text[: text[:-2].rindex(". ") + 2][:MOST]


def marks(run: Told) -> list[dict]:
    """Values of the unit that mean something."""
    if told := run.results.get("sentiment"):
        return [{"at": told["means"][kind], "label": SIDES[kind == "for"]} for kind in ("against", "for")]
    if ends := run.results.get("line breaks"):
        return [{"at": one["at"], "label": f"as {way} as in a tenth"} for way, one in ends["held"].items()]
    return []


def kinds(run: Told) -> list[dict]:
    """The words that are counted, under their names."""
    if "sentiment" in run.results:
        sides = {SIDES[True]: (reviews.FOR, reviews.LIKED), SIDES[False]: (reviews.AGAINST, reviews.DISLIKED)}
        return [{"name": name, "phrases": [*words, *phrases]} for name, (words, phrases) in sides.items()]
    return [{"name": "line breaks", "phrases": ["\n"]}] if "line breaks" in run.results else []


SAYS = {
    "reads": "It reads",
    "own": "or type your own …",
    "unread": "It never saw these characters:",
    "free": "It writes on",
}


def follows(run: Told) -> dict[int, str]:
    """{unit, counted through all layers: what it was found to follow, and with which value}, the closest first."""
    size, last = run.settings["hidden_size"], run.settings.get("layers", 1) - 1
    if told := run.results.get("sentiment"):
        return {last * size + told["unit"]: "follows the opinion"}
    found = cells.named(run)
    return {cell["layer"] * size + cell["unit"]: f"{cell['name']} follows the {what}" for what, cell in found.items()}


def says(run: Told, state: str) -> Mapping[str, str]:
    """The words of the picture."""
    said = {
        **SAYS,
        "unit": f"Colour: {state} of unit",
        "layer": "{unit} of layer {layer}",
        "follows": "{unit}: {what}",
        "scale": "after each letter,",
        "free": "It writes on, nothing held",
        "held": f"It writes on, {state} of unit {{unit}} **held at {{value}}**",
        "tally": f"Counted in {TEXTS} texts written on from here:",
        "unheld": "nothing held",
        "holding": "held",
    }
    if "sentiment" in run.results:
        said["stops"] = "After a sentence: {mean} on average."
        said["underlined"] = "Underlined: positive words; dotted: negative ones."
    return said
