"""Reviews: each is for or against; which, is often told by the order of its words and not by the words alone."""

import numpy as np

from lstm_core.tasks import Batch, Task, asked_at_the_end, drawn

VERDICTS = ("against", "for")
THINGS = ("kettle", "novel", "lamp", "tent", "coat", "radio", "film", "clock")
GOOD = ("lovely", "excellent", "wonderful", "perfect", "charming", "superb", "useful", "brilliant")
BAD = ("awful", "dreadful", "useless", "broken", "boring", "terrible", "ugly", "poor")
FORMS = {  # {own} is an opinion that agrees with the verdict, {other} one that does not
    "plain": "the {thing} is {own} .",
    "negation": "the {thing} is not {other} .",
    "not … but": "the {thing} is not {other} but {own} .",
    "turned": "the {thing} is {own} , not {other} .",
    "expected": "i wanted a {other} {thing} and got a {own} one .",
}
SHARES = (4, 1, 1, 1, 1)  # how often each form is met: most people say it plainly
NEUTRAL = ("it came on a monday .", "my uncle opened it .", "the box was red .", "i gave it to a friend .")
WORDS = " ".join([*FORMS.values(), *NEUTRAL, *THINGS, *GOOD, *BAD]).split()
VOCABULARY = tuple(sorted({word for word in WORDS if "{" not in word}))
KEPT_BACK = 4  # of every so many pairs of opinions one is met in tests alone


def pairs(held: bool) -> list[tuple[str, str]]:
    """The pairs (one for, one against) that stand together in a sentence: of training, or `held` back for tests."""
    return [
        (good, bad) for i, good in enumerate(GOOD) for j, bad in enumerate(BAD) if ((i + j) % KEPT_BACK == 0) == held
    ]


def review(rng: np.random.Generator, liked: bool, neutral: int, held: bool = False, form: str = "") -> list[str]:
    """The words of one review: an opinion, and neutral sentences before and after it."""
    form = form or str(rng.choice(tuple(FORMS), p=np.array(SHARES) / sum(SHARES)))
    known = pairs(held)
    good, bad = known[rng.integers(len(known))]
    own, other = (good, bad) if liked else (bad, good)
    sentences = [str(rng.choice(NEUTRAL)) for _ in range(neutral)]
    opinion = FORMS[form].format(thing=rng.choice(THINGS), own=own, other=other)
    sentences.insert(int(rng.integers(neutral + 1)), opinion)
    return " ".join(sentences).split()


def draw(
    rng: np.random.Generator,
    batch_size: int,
    neutral: int | tuple[int, int] = (0, 3),
    held: bool = False,
    form: str = "",
) -> Batch:
    """Reviews with so many neutral sentences; the verdict is asked at the last word."""
    counts, liked = drawn(rng, batch_size, neutral), rng.integers(0, 2, batch_size)
    texts = [review(rng, bool(each), int(count), held, form) for each, count in zip(liked, counts, strict=True)]
    lengths = np.array([len(words) for words in texts])
    inputs = np.full((lengths.max(), batch_size), VOCABULARY.index("."))
    for b, words in enumerate(texts):
        inputs[: len(words), b] = [VOCABULARY.index(word) for word in words]
    return asked_at_the_end(inputs, liked, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likelier verdict is the right one, (B,) bool."""
    return batch.last(outputs).argmax(axis=-1) == batch.last(batch.targets)


def unseen(form: str = "", count: int = 500) -> Batch:
    """Reviews that training never showed: wherever two opinions meet, they have not met before."""
    return draw(np.random.default_rng([2, 256]), count, held=True, form=form)


TASK = Task(
    title="Reviews",
    claim="Whether a review is for or against is often told by the order of its words",
    draw=draw,
    solved=solved,
    chance=1 / 2,
    vocabulary=VOCABULARY,
    outputs=VERDICTS,
    levels={"neutral": (0, 3, 3)},
    tests={"pairs of opinions that training never showed": unseen},
    length=lambda neutral: 10 + 6 * neutral,
    published="a small grammar of this project",
)
