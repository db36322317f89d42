"""A text of our own to learn letters from: a harbour's log book, written by a small grammar; public domain.

It has what a character model can keep in mind: lines of at most 48 characters, quotations that run over lines, asides
in parentheses, dates that count up, and the one on watch, whose name returns at the end of the entry.
"""

import textwrap
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

WIDTH = 48
One = TypeVar("One")


def listed(text: str) -> list[str]:
    return text.split("|")


NAMES = listed("Ada|Bruno|Clara|Dmitri|Elsa|Farid|Greta|Hugo|Ines|Jonas|Kirsten|Leon|Mira|Nils|Olga|Pavel")
SHIPS = listed("Albatross|Black Swan|Curlew|Dolphin|Evening Star|Fair Wind|Grey Goose|Hope of Bergen|Kittiwake|Lantern")
MONTHS = listed("January|February|March|April|May|June|July|August|September|October|November|December")
GOODS = listed(
    "barley|blue tiles|cheese|clocks|dried figs|glass|iron|lamp oil|letters|linen|pepper|pianos|salt|tea|timber"
)
PORTS = listed("Bergen|Cadiz|Danzig|Genoa|Hull|Lisbon|Lubeck|Marseille|Riga|Tallinn|Trieste|Visby")
WEATHER = listed(
    "the fog came in before breakfast and stayed until noon|a hard wind from the north kept every boat inside|"
    "the sea was flat and grey as slate|rain fell all morning and the gutters ran over|"
    "the ice went out of the basin with a noise like thunder|it was so clear that the far lighthouse could be seen|"
    "snow lay on the quay, and the gulls walked about on it as if they owned it"
)
EVENTS = listed(
    "the pilot counted the anchors twice and found one too many|a rope broke, but nobody was hurt|"
    "the cook of the {ship} bought forty hens and let them all go|the children sang for the crew of the {ship}|"
    "the bell on the mole rang by itself, as it does before a storm|"
    "two sailors carried a grandfather clock up the hill|"
    "the customs officer fell asleep on a sack of {goods}|a dog swam out to the {ship} and was taken aboard|"
    "the old crane was painted green, and everyone said that blue would have been better"
)
SAID = listed(
    "We sail for {port} with the tide, and not an hour later|I have never seen so much {goods} in one place|"
    "If the wind holds, we shall be in {port} by the end of the week|Nobody told me that the {ship} was already here|"
    "There is room for the {goods}, but none for the man who brings it|"
    "My mother was born in {port}, and she never went back|"
    "Write it down exactly as it happened|You may keep the {goods}; I only want the barrels|"
    "A ship that leaves on a Friday comes home on a Friday"
)
HOW = listed("said|answered|called down|wrote|told the clerk|whispered|shouted over the water")
ASIDES = listed(
    "which is {a} miles from here|a man of few words|at least so it was told|the second time this month|"
    "see the entry of the day before|{a} crates and {b} barrels|as every year|nobody knows why"
)


def corpus(characters: int = 600_000, seed: int = 0) -> str:
    """At least so many characters of log book; the same seed writes the same book."""
    rng, parts, length, day = np.random.default_rng(seed), ["THE LOG BOOK OF THE HARBOUR\n"], 0, 0
    while length < characters:
        day += int(rng.integers(1, 4))
        parts.append(entry(rng, day))
        length += len(parts[-1]) + 1
    return "\n".join(parts)[:characters].rstrip() + "\n"


def entry(rng: np.random.Generator, day: int) -> str:
    """One day: the date, some sentences, who signed; wrapped at WIDTH."""
    writer, ship = pick(rng, NAMES), pick(rng, SHIPS)
    sentences = [f"On this day {pick(rng, WEATHER)}"]
    for _ in range(int(rng.integers(2, 6))):
        sentences.append(pick(rng, (arrival, speech, speech, event))(rng, ship))
    body = " ".join(with_aside(rng, sentence) for sentence in sentences)
    date = f"{day % 28 + 1} {MONTHS[day // 28 % 12]} {1801 + day // 336}. {writer} on watch."
    return "\n".join([date, *textwrap.wrap(body, WIDTH), f"Signed, {writer}.", ""])


def pick(rng: np.random.Generator, choices: Sequence[One]) -> One:
    return choices[int(rng.integers(len(choices)))]


def filled(rng: np.random.Generator, text: str, ship: str) -> str:
    a, b = (int(n) for n in rng.integers(2, 90, 2))
    goods, more = (GOODS[k] for k in rng.choice(len(GOODS), 2, replace=False))
    return text.format(ship=ship, goods=goods, more=more, port=pick(rng, PORTS), a=a, b=b)


def arrival(rng: np.random.Generator, ship: str) -> str:
    verb = pick(rng, ("came in from", "left for", "is still waiting for a pilot to"))
    return filled(rng, f"The {ship} {verb} {{port}} with {{goods}} and {{more}}", ship)


def event(rng: np.random.Generator, ship: str) -> str:
    return upper(filled(rng, pick(rng, EVENTS), ship))


def upper(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def speech(rng: np.random.Generator, ship: str) -> str:
    """A quotation of one to three sentences, named before or after."""
    both = [*SAID, *EVENTS]  # what happened may be told in a quotation too: only its mark says that it is one
    said = rng.choice(len(both), int(rng.integers(1, 4)), replace=False)
    words = ". ".join(upper(filled(rng, both[k], ship)) for k in said)
    who = pick(rng, (pick(rng, NAMES), f"the captain of the {ship}", "the harbour master"))
    if rng.random() < 0.5:
        return f'"{words}," {pick(rng, HOW)} {who}'
    return f'{upper(who)} {pick(rng, HOW)}: "{words}."'


def with_aside(rng: np.random.Generator, sentence: str) -> str:
    if sentence.endswith('"'):
        return sentence
    return f"{sentence} ({filled(rng, pick(rng, ASIDES), '')})." if rng.random() < 0.25 else sentence + "."
