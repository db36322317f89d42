"""Reviews of our own: each is for or against from its first opinion to its last, with neutral sentences between."""

import numpy as np

from lstm_torch.corpus import listed, pick

THINGS = listed("kettle|novel|lamp|tent|coat|radio|chair|film|bicycle|knife|garden hose|suitcase|clock|concert|soup")
PARTS = listed("handle|price|colour|box|label|size|smell|sound|weight|manual|ending|cover")
FOR = listed("lovely|excellent|wonderful|perfect|charming|superb|delightful|brilliant")
AGAINST = listed("awful|dreadful|useless|broken|boring|terrible|ugly|disappointing")
LIKED = listed("i would buy it again|my family loves it|it was worth every penny|i recommend it to everyone")
DISLIKED = listed("i want my money back|my family hates it|it was a waste of money|i warn everyone about it")
NEUTRAL = listed(
    "it came on a {day}|the box was {color}|i bought it for my {who}|the shop is next to the {place}|"
    "it weighs about {n} pounds|my {who} opened it first|there are {n} of them in the shop"
)
DAYS = listed("monday|tuesday|wednesday|thursday|friday|saturday|sunday")
COLORS, WHO = listed("red|brown|green|grey|blue"), listed("sister|uncle|neighbour|teacher|friend")
PLACES = listed("station|church|bakery|river|school")


def review(rng: np.random.Generator, liked: bool) -> str:
    """One review: three to six opinions, now and then a neutral sentence between two of them."""
    sentences = [opinion(rng, liked)]
    for _ in range(int(rng.integers(2, 6))):
        sentences += [neutral(rng)] * int(rng.random() < 0.4) + [opinion(rng, liked)]
    return ". ".join(sentences) + ".\n"


def opinion(rng: np.random.Generator, liked: bool) -> str:
    word = pick(rng, FOR if liked else AGAINST)
    form = int(rng.integers(4))
    if form == 3:
        return pick(rng, LIKED if liked else DISLIKED)
    return (
        f"the {pick(rng, THINGS)} is {word}",
        f"what a {word} {pick(rng, PARTS)}",
        f"the {pick(rng, PARTS)} was {word}",
    )[form]


def neutral(rng: np.random.Generator) -> str:
    return pick(rng, NEUTRAL).format(
        day=pick(rng, DAYS),
        color=pick(rng, COLORS),
        who=pick(rng, WHO),
        place=pick(rng, PLACES),
        n=int(rng.integers(2, 9)),
    )


def reviews(count: int, seed: int) -> tuple[list[str], np.ndarray]:
    """(texts, whether each is for): half of them are, in random order."""
    rng = np.random.default_rng(seed)
    liked = rng.permutation(np.arange(count) % 2 == 0)
    return [review(rng, bool(each)) for each in liked], liked


def verdict(text: str) -> int:
    """Opinion words for minus against, of a text that anyone wrote."""
    words = text.replace(".", " ").split()
    whole = " ".join(words)
    good = sum(word in FOR for word in words) + sum(whole.count(phrase) for phrase in LIKED)
    return good - sum(word in AGAINST for word in words) - sum(whole.count(phrase) for phrase in DISLIKED)
