"""What an opened network is given to read on the command line: a table, a text, a sentence, random numbers."""

import argparse
import io
import zipfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.networks.typed_words import MAX_WORDS, split
from lstm_core.own_data.table import read_table
from lstm_core.own_data.text import read_text

STEPS = 28  # of random numbers
WAYS = ("data", "text", "sentence", "seed")


class Given(NamedTuple):
    """One sequence, ids (T, 1) or numbers (T, 1, D), and what was decided in reading it, a sentence each."""

    inputs: np.ndarray
    notes: tuple[str, ...] = ()


def options(this: argparse.ArgumentParser) -> None:
    """The options that say what is read; at most one of the first four."""
    one = this.add_mutually_exclusive_group()
    one.add_argument("--data", type=Path, help="a table: .csv, or an array (T, D) in .npy or .npz; a line is a step")
    one.add_argument(
        "--text", type=Path, help="a text file, read word by word, or letter by letter where it knows letters"
    )
    one.add_argument("--sentence", help="a sentence, in quotes")
    one.add_argument("--seed", type=int, help="random numbers, or random words")
    this.add_argument("--steps", type=int, help=f"how many random steps (default: {STEPS})")


def given_by(options: argparse.Namespace, network: Network) -> Given | None:
    """What the options say that the network reads; None where they say nothing. ValueError for what it cannot read."""
    if options.steps is not None and options.seed is None:
        raise ValueError("--steps says how many random steps there are; it goes with --seed")
    if options.data is not None:
        return _table(options.data, network)
    if options.text is not None:
        text, encoding = read_text(options.text.read_bytes())
        return Given(ids_of(network, text), (f"Read as {encoding}.",))
    if options.sentence is not None:
        return Given(ids_of(network, options.sentence))
    return (
        None
        if options.seed is None
        else _random(network, options.seed, STEPS if options.steps is None else options.steps)
    )


def ids_of(network: Network, text: str) -> np.ndarray:
    """The ids (T, 1) of a text of any length, by its words, or by its letters where the network knows letters."""
    if not network.vocabulary:
        raise ValueError(f"this network reads {network.input_size} numbers a step, no words; give it --data or --seed")
    letters = all(len(word) == 1 for word in network.vocabulary)
    words = list(text.removesuffix("\n")) if letters else split(text)
    parts = [network.encode(words[k : k + MAX_WORDS]) for k in range(0, max(1, len(words)), MAX_WORDS)]
    return np.concatenate(parts)


def _table(path: Path, network: Network) -> Given:
    if network.vocabulary:
        raise ValueError(f"this network reads words, {len(network.vocabulary)} of them; give it --sentence or --text")
    values, notes = _array(path) if path.suffix in (".npy", ".npz") else _columns(path)
    if values.shape[1] != network.input_size:
        raise ValueError(f"{path.name} has {values.shape[1]} numbers in a line, the network reads {network.input_size}")
    return Given(values[:, None], notes)


def _columns(path: Path) -> tuple[np.ndarray, tuple[str, ...]]:
    table = read_table(path.read_bytes(), path.name)
    return table.values, table.notes


def _array(path: Path) -> tuple[np.ndarray, tuple[str, ...]]:
    """The array in a file of NumPy's, of which there is one, of real numbers (T, D); (T,) is one number a step."""
    content = io.BytesIO(path.read_bytes())
    try:
        found = np.load(content, allow_pickle=False)
        arrays = {path.stem: found} if isinstance(found, np.ndarray) else {name: found[name] for name in found.files}
    except (ValueError, EOFError, OSError, zipfile.BadZipFile):
        raise ValueError(f"{path.name} is damaged, or is no NumPy file of numbers") from None
    if len(arrays) != 1:
        raise ValueError(f"{path.name} holds {len(arrays)} arrays, one of shape (T, D) is read")
    (array,) = arrays.values()
    if array.dtype.kind not in "fiu" or array.ndim not in (1, 2) or not array.size:
        raise ValueError(f"{path.name} holds {array.dtype} of shape {array.shape}; real numbers (T, D) are read")
    return array.reshape(len(array), -1).astype(np.float64), ()


def _random(network: Network, seed: int, steps: int) -> Given:
    if seed < 0 or steps < 1:
        raise ValueError(f"a seed is 0 or more and steps are 1 or more, got {seed} and {steps}")
    rng = np.random.default_rng(seed)
    if network.vocabulary:
        return Given(rng.integers(0, len(network.vocabulary), (steps, 1)), (f"Random words, seed {seed}.",))
    assert network.input_size is not None
    numbers = rng.normal(size=(steps, 1, network.input_size))
    return Given(numbers, (f"Random numbers, normally distributed, seed {seed}.",))
