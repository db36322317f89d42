"""Dates as people write them, to be rewritten as 2026-11-20: what the translation learns, generated."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from lstm_core.translation.translation import Pairs

FIRST, LAST = datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)
UNSEEN_SHARE = 0.1  # of the dates, in every way of writing, is kept from training
MONTHS = tuple(datetime.date(2000, m, 1).strftime("%B").lower() for m in range(1, 13))
DAYS = tuple(datetime.date(2001, 1, d).strftime("%A").lower() for d in range(1, 8))  # 2001 began on a Monday

Date = datetime.date


def _ordinal(day: int) -> str:
    return f"{day}{'th' if day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


# Ways of writing a date, named by how they write 20 November 2026.
FORMATS: Mapping[str, Callable[[Date], str]] = {
    "november 20 2026": lambda d: f"{MONTHS[d.month - 1]} {d.day} {d.year}",
    "20 november 2026": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "20 nov 2026": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "nov 20, 2026": lambda d: f"{MONTHS[d.month - 1][:3]} {d.day}, {d.year}",
    "november 20th 2026": lambda d: f"{MONTHS[d.month - 1]} {_ordinal(d.day)} {d.year}",
    "friday the 20th of november 2026": lambda d: (
        f"{DAYS[d.weekday()]} the {_ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}"
    ),
    "friday, november 20th, 2026": lambda d: f"{DAYS[d.weekday()]}, {MONTHS[d.month - 1]} {_ordinal(d.day)}, {d.year}",
    "fri 20 nov 2026": lambda d: f"{DAYS[d.weekday()][:3]} {d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "20.11.2026": lambda d: f"{d.day}.{d.month}.{d.year}",
    "2026/11/20": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
}
LONGEST = 40  # characters that a person may type; the longest generated date has 35

START, END = "<", ">"
SOURCE = tuple(sorted({*"0123456789 ,./", *"".join(MONTHS + DAYS), *"the of st nd rd th"}))
TARGET = (START, END, "-", *"0123456789")
STEPS = len("2026-11-20") + 1  # with the END


def split() -> tuple[list[Date], list[Date]]:
    """(dates for training, dates that training never shows), always the same ones."""
    every = [FIRST + datetime.timedelta(days) for days in range((LAST - FIRST).days + 1)]
    order = np.random.default_rng(2026).permutation(len(every))
    unseen = set(order[: int(UNSEEN_SHARE * len(every))].tolist())
    return [d for k, d in enumerate(every) if k not in unseen], [d for k, d in enumerate(every) if k in unseen]


def sample(rng: np.random.Generator, dates: list[Date], batch_size: int) -> Pairs:
    """A batch of B dates in ways of writing drawn at random."""
    ways = list(FORMATS.values())
    chosen = [dates[k] for k in rng.integers(len(dates), size=batch_size)]
    return pairs([ways[k](d) for k, d in zip(rng.integers(len(ways), size=batch_size), chosen, strict=True)], chosen)


def evaluation_set(per_format: int = 200, seed: int = 1) -> dict[str, Pairs]:
    """{way of writing: unseen dates written so}."""
    rng, (_, unseen) = np.random.default_rng(seed), split()
    found = {}
    for name, written in FORMATS.items():
        dates = [unseen[k] for k in rng.choice(len(unseen), per_format, replace=False)]
        found[name] = pairs([written(d) for d in dates], dates)
    return found


def twins(per_format: int, seed: int = 0) -> list[tuple[Pairs, Pairs]]:
    """For each way of writing: unseen dates, and as many others whose texts are as long, place by place."""
    rng, (_, unseen) = np.random.default_rng(seed), split()
    found = []
    for written in FORMATS.values():
        chosen = [unseen[k] for k in rng.choice(len(unseen), per_format, replace=False)]
        others = [other_date(written, date, unseen, rng) for date in chosen]
        base, other = (pairs([written(d) for d in group], group) for group in (chosen, others))
        found.append((base, other))
    return found


def other_date(written: Callable[[Date], str], date: Date, among: Sequence[Date], rng: np.random.Generator) -> Date:
    """A random date of `among`, not this one, whose text is as long."""
    while True:
        other = among[int(rng.integers(len(among)))]
        if other != date and len(written(other)) == len(written(date)):
            return other


def pairs(texts: list[str], dates: list[Date]) -> Pairs:
    """The batch of these texts and what they mean."""
    source, lengths = encode(texts)
    target = np.array([[TARGET.index(mark) for mark in f"{d:%Y-%m-%d}{END}"] for d in dates]).T
    given = np.concatenate([np.full((1, len(dates)), TARGET.index(START)), target[:-1]])
    return Pairs(source, lengths, given, target)


def encode(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Ids (S, B), padded at the end with 0, and lengths (B,); ValueError for a text that cannot be read."""
    known = {mark: k for k, mark in enumerate(SOURCE)}
    for text in texts:
        if not 1 <= len(text) <= LONGEST:
            raise ValueError(f"a date to translate has 1 to {LONGEST} characters, got {len(text)}")
        if strange := sorted({mark for mark in text if mark not in known}):
            raise ValueError(f"the network knows the letters of English dates, not {' '.join(strange[:8])}")
    lengths = np.array([len(text) for text in texts])
    source = np.zeros((lengths.max(), len(texts)), np.int64)
    for b, text in enumerate(texts):
        source[: len(text), b] = [known[mark] for mark in text]
    return source, lengths


def tidy(text: str) -> str:
    """What a person typed, in lower case and with single spaces."""
    return " ".join(text.lower().split())


def meant(text: str) -> Date | None:
    """The date that a text in one of the ways of writing means; None where it is none of them."""
    number = re.findall(r"\d+", text)
    month = next((m for m, name in enumerate(MONTHS, 1) if re.search(rf"\b({name}|{name[:3]})\b", text)), 0)
    if len(number) != (2 if month else 3):
        return None
    if month:
        day, year = (int(part) for part in number)
    else:
        day, month, year = (int(part) for part in (number if len(number[2]) == 4 else number[::-1]))
    try:
        date = Date(year, month, day)
    except ValueError:
        return None
    return date if text in {written(date) for written in FORMATS.values()} else None
