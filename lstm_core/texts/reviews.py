"""Reviews of our own: each is for or against from its first opinion to its last, with neutral sentences between.

They are short, so that an opinion is never far from the next: with sentences twice as long, a training of this length
guessed letters as well as counting does, and one unit told 64 % of the reviews apart.
"""

import numpy as np

from lstm_core.texts.log_book import listed, pick

THINGS = listed("kettle|novel|lamp|tent|coat|radio|chair|film|bicycle|knife|garden hose|suitcase|clock|concert|soup")
PARTS = listed("handle|price|colour|box|label|size|smell|sound|weight|manual|ending|cover")
FOR = listed("lovely|excellent|wonderful|perfect|charming|superb|delightful|brilliant")
AGAINST = listed("awful|dreadful|useless|broken|boring|terrible|ugly|disappointing")
LIKED = listed("i like it|my family loves it|it was worth it|everyone smiled")
DISLIKED = listed("i want my money back|my family hates it|it was a waste|everyone laughed at it")
NEUTRAL = listed("it came on {day}|the box was {color}|my {who} opened it")
DAYS = listed("monday|tuesday|wednesday|thursday|friday|saturday|sunday")
COLORS, WHO = listed("red|brown|green|grey|blue"), listed("sister|uncle|neighbour|teacher|friend")


def review(rng: np.random.Generator, liked: bool) -> str:
    """One review: three to six opinions, every other time a neutral sentence between two of them."""
    sentences = [opinion(rng, liked)]
    for _ in range(int(rng.integers(2, 6))):
        sentences += [neutral(rng) for _ in range(int(rng.integers(2)))] + [opinion(rng, liked)]
    return ". ".join(sentences) + ".\n"


def opinion(rng: np.random.Generator, liked: bool) -> str:
    words = FOR if liked else AGAINST
    word, form = pick(rng, words), int(rng.integers(5))
    if form == 4:
        return pick(rng, LIKED if liked else DISLIKED)
    return (
        f"{word} {pick(rng, THINGS)}",
        f"{word} {pick(rng, PARTS)}",
        f"so {word}",
        f"{word} and {pick(rng, words)}",
    )[form]


def neutral(rng: np.random.Generator) -> str:
    return pick(rng, NEUTRAL).format(day=pick(rng, DAYS), color=pick(rng, COLORS), who=pick(rng, WHO))


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
