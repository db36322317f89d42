"""What a network reads: a text in its own words, numbers from a file, a sound, or random ones."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core.networks.network import Network
from lstm_core.networks.typed_words import MAX_WORDS, encode
from lstm_core.own_data.names import plain_name, shown
from lstm_core.own_data.table import read_table
from lstm_core.own_data.text import read_text
from ui import controls, lesson
from ui.lessons.your_model.dropped import arrays, session, speech
from ui.lessons.your_model.dropped.session import File
from ui.lessons.your_model.networks import reads_letters

TEXT, RANDOM, FILE = "a text", "random", "a file"
DROP, KIND, TYPED = "yours_data", "yours_input", "yours_text"
SHORTEST, LONGEST = 10, 5000  # steps
EXAMPLE = "i grew up in france . the clouds are in the sky . i speak fluent"
UNKNOWN = ("<unk>", "[UNK]", "<UNK>", "unk")


class Input(NamedTuple):
    """What is read: ids (T, 1) or numbers (T, 1, D), where it comes from, what was decided, how to tell it apart."""

    values: np.ndarray
    of: str
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.values.tobytes() + str(self.values.shape).encode()).hexdigest()


def choose(network: Network, model: Mapping[str, bytes]) -> Input:
    """What the controls say; `model` is its file. ValueError, in a sentence, for what this network cannot read."""
    kinds = [TEXT, RANDOM, FILE] if network.vocabulary else [RANDOM, FILE]
    kind = controls.choice("It reads", kinds, KIND if network.vocabulary else f"{KIND}_numbers", kinds[0])
    if kind == TEXT:
        return typed(network, controls.sentence("In its own words", TYPED, example(network)))
    if kind == FILE:
        return _from_file(network, model)
    how_long, which = lesson.beside(2)
    with how_long:
        steps = controls.number("Steps", SHORTEST, LONGEST, "yours_steps", 60)
    with which:
        seed = controls.number("Seed", 0, 99, "yours_seed", 0, "the random input is drawn from it")
    return random(network, steps, seed)


def random(network: Network, steps: int, seed: int) -> Input:
    """Random words, or numbers of mean 0 and variance 1."""
    rng = np.random.default_rng(seed)
    if network.vocabulary:
        return Input(rng.integers(len(network.vocabulary), size=(steps, 1)), f"{steps:,} random words")
    return Input(_single(rng.normal(size=(steps, 1, network.input_size))), f"{steps:,} steps of random numbers")


def typed(network: Network, text: str) -> Input:
    """A text as it was typed: letter by letter where the network knows letters."""
    if not text.strip():
        return typed(network, example(network))
    quoted = f"“{text[:80]}{'…' * (len(text) > 80)}”"
    if reads_letters(network):
        return of_text(network, text, "the text")._replace(of=quoted)
    words = text.split()
    known = len(words) <= MAX_WORDS and set(words).issubset(network.vocabulary)
    return Input(encode(words if known else text, network.vocabulary), quoted)


def of_text(network: Network, text: str, who: str) -> Input:
    """A text of any length; what the network does not know is left out, and said."""
    pieces = list(text) if reads_letters(network) else text.split()
    index = {word: k for k, word in enumerate(network.vocabulary)}
    stranger = next((index[word] for word in UNKNOWN if word in index), None)
    ids = [index.get(piece, index.get(piece.lower(), stranger)) for piece in pieces]
    known = [one for one in ids if one is not None]
    strangers = list(dict.fromkeys(piece for piece, one in zip(pieces, ids, strict=True) if one is None))
    named = ", ".join(f"“{shown(piece)[:20]}”" for piece in strangers[:3])
    if not known:
        raise ValueError(f"{who} has nothing that the network knows" + (f": not {named}" if named else "; it is empty"))
    notes = [f"Left out, because the network does not know them: {named}."] if strangers else []
    notes += [f"The first {LONGEST:,} of {len(known):,} are read."] if len(known) > LONGEST else []
    return Input(np.array(known[:LONGEST])[:, None], who, tuple(notes))


def example(network: Network) -> str:
    """A text in its words."""
    if set(network.vocabulary).issuperset(EXAMPLE.split()):
        return EXAMPLE
    return ("" if reads_letters(network) else " ").join(network.vocabulary[:12])


def second(network: Network) -> str:
    """Another text in its words."""
    if example(network) == EXAMPLE:
        return EXAMPLE.replace("france", "spain")
    return ("" if reads_letters(network) else " ").join(network.vocabulary[:12][::-1])


def _from_file(network: Network, model: Mapping[str, bytes]) -> Input:
    hears = not network.vocabulary and speech.hears(model)
    kinds = ".txt" if network.vocabulary else ".csv, .npz or .wav" if hears else ".csv or .npz"
    dropped = st.file_uploader(f"A {kinds} file", key=DROP, max_upload_size=session.LARGEST)
    if dropped is not None:
        session.take(DROP, [dropped])
    if not session.files(DROP):
        raise ValueError(f"drop a {kinds} file, or choose another input")
    file = session.files(DROP)[0]
    fits = network.input_size, hash(network.vocabulary), *map(hash, model.values())
    return session.kept(("data", file.digest, file.name, fits), lambda: read(network, file, model))


def read(network: Network, file: File, model: Mapping[str, bytes]) -> Input:
    """A file as the input of a network; ValueError, in a sentence, where it does not fit."""
    who, kind = plain_name(file.name), file.name.lower().rsplit(".", 1)[-1]
    if network.vocabulary:
        try:
            return of_text(network, read_text(file.content)[0], who)
        except ValueError as error:
            raise ValueError(f"{who} is not read as a text: {error}".replace(f": {who} has", ": it has")) from None
    if kind == "wav":
        return Input(_single(speech.heard(file.content, who, model, network.hidden_size)), who)
    if kind == "npz":
        return _fitting(network, arrays.two_dimensional(file.content, who), who, ())
    table = read_table(file.content, file.name)
    return _fitting(network, table.values, who, table.notes)


def _fitting(network: Network, values: np.ndarray, who: str, notes: tuple[str, ...]) -> Input:
    """Numbers (T, D) as input, if there are as many a step as the network reads."""
    if values.shape[1] != network.input_size:
        raise ValueError(f"{who} has {values.shape[1]} numbers a step, and this network reads {network.input_size}")
    more = (f"The first {LONGEST:,} of {len(values):,} steps are read.",) if len(values) > LONGEST else ()
    return Input(_single(values[:LONGEST, None]), who, (*notes, *more))


def _single(values: np.ndarray) -> np.ndarray:
    """To single precision, which is what the page is sent: so all compute with the same numbers."""
    found = values.astype(np.float32)
    if not np.isfinite(found).all():
        raise ValueError("the numbers are too large to compute with, or are not numbers at all")
    return found.astype(np.float64)
