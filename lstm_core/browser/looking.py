"""A film of any network to keep: it shows itself in a notebook, and is saved as one file that needs nothing else."""

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lstm_core.browser.film_message import pack
from lstm_core.browser.films import Filmed, filmed
from lstm_core.browser.modules import Pass, is_module, passes
from lstm_core.browser.one_file import Part, one_file
from lstm_core.files import write_whole
from lstm_core.models.chains import network_of
from lstm_core.models.onnx.badge import Badge
from lstm_core.networks.network import Network
from lstm_core.networks.stack import State

ALIVE = ("film/alive.js",)  # what computes in the page: a look is a film that plays
HEIGHT = 760  # pixels in a notebook; its lower edge can be dragged


@dataclass(frozen=True, eq=False)
class Look:
    """The film of what a network did with one sequence: shown by a notebook, written by `save`."""

    title: str
    films: tuple[Filmed, ...]
    about: tuple[str, ...] = ()
    compared: str = field(default="", repr=False)  # what *because* compares with

    @cached_property
    def html(self) -> str:
        """The page: one file of HTML that asks nobody for anything."""
        parts = [Part(one.title, pack(one.film, self.compared)) for one in self.films]
        notes = dict.fromkeys(one.note for one in self.films if one.note)
        return one_file("film/main.js", parts, self.title, (*self.about, *notes), "Layer", without=ALIVE)

    def save(self, path: str | os.PathLike) -> None:
        """Write the page, whole or not at all."""
        write_whole(path, self.html.encode())

    def _repr_html_(self) -> str:
        """A frame that holds the page itself, so that every notebook and whatever is exported from it keep it."""
        style = f"width: 100%; height: {HEIGHT}px; border: 0; resize: vertical; overflow: auto"
        frame = f'<iframe title="{html.escape(self.title)}" style="{style}" sandbox="allow-scripts allow-downloads"'
        return f'{frame} allow="fullscreen" srcdoc="{html.escape(self.html)}"></iframe>'

    def __repr__(self) -> str:
        return f'<{self.title}; save("film.html") writes it, a notebook shows it>'


def look(
    model: Any,
    x: Any,
    *,
    words: Sequence[str] | None = None,
    alternatives: Sequence[Any] = (),
    sequence: int = 0,
    title: str = "",
) -> Look:
    """Film a network of ours, or every nn.LSTM, nn.GRU and nn.RNN of a live torch.nn module, while it reads x.

    Ours reads a sentence, ids (T,) or (T, B), or numbers (T, D) or (T, B, D), of which `sequence` is filmed; then
    `alternatives`, sentences of the same length, show what is so because of a word. A module reads a tensor, or a tuple
    or dictionary of what it is called with; its numbers are compared with ours. `words` name the steps. ValueError, in
    a sentence, for what cannot be filmed.
    """
    if isinstance(model, Network):
        inputs, others = inputs_of(model, x, sequence), [inputs_of(model, other) for other in alternatives]
        return look_at(model, inputs, words, others, title=title)
    if not is_module(model):
        raise ValueError(f"look films a network of ours or a torch.nn module, got {type(model).__name__}")
    if alternatives:
        raise ValueError("alternatives are sentences that a network of ours reads; a module has none")
    films: list[Filmed] = []
    about = []
    found = passes(model, x)
    for one in found:
        layers, badge = _of_pass(one, sequence, words)
        prefix = f"{one.name}, " if len(found) > 1 else ""
        films += [film._replace(title=f"{prefix}{film.title}") for film in layers]
        about.append(f"{one.name}: the film {badge.text}.")
    name = title or f"{type(model).__name__} over {len(films[0].film.words)} steps"
    return Look(name, tuple(films), tuple(about))


def look_at(
    network: Network,
    inputs: np.ndarray,
    words: Sequence[str] | None = None,
    alternatives: Sequence[np.ndarray] = (),
    state: State | None = None,
    reverse_state: State | None = None,
    title: str = "",
    about: Sequence[str] = (),
) -> Look:
    """The film of one sequence, ids (T, 1) or numbers (T, 1, D)."""
    films = filmed(network, inputs, words, alternatives, state, reverse_state)
    cells = ", ".join(dict.fromkeys(layer.cell.title for layer in network.layers))
    told = title or f"{cells} over {len(inputs)} {films[0].film.noun}s"
    return Look(told, tuple(films), tuple(about))


def inputs_of(network: Network, x: Any, sequence: int = 0) -> np.ndarray:
    """One sequence as the network reads it: ids (T, 1) or numbers (T, 1, D)."""
    if isinstance(x, str) or (isinstance(x, Sequence) and all(isinstance(word, str) for word in x)):
        return network.encode(x)
    given = np.asarray(x)
    if given.ndim == (1 if network.vocabulary else 2):
        given = given[:, None]
    if given.ndim < 2 or not -given.shape[1] <= sequence < given.shape[1]:
        raise ValueError(f"there is no sequence {sequence} in x of shape {given.shape}")
    return given[:, [sequence]]


def _of_pass(one: Pass, sequence: int, words: Sequence[str] | None) -> tuple[list[Filmed], Badge]:
    """The films of one layer module, and how far its own output is from ours."""
    if not -len(one.lengths) <= sequence < len(one.lengths):
        raise ValueError(f"{one.name} read {len(one.lengths)} sequences, there is no number {sequence}")
    network, steps = network_of(one.records).network, one.lengths[sequence]
    x, ways = one.x[:steps, [sequence]], one.records[0].directions
    state, reverse_state = (one.start(way, sequence) if one.state and way < ways else None for way in (0, 1))
    ours = network.run(x, state=state, reverse_state=reverse_state).logits
    theirs = one.h[:steps, [sequence]]
    badge = Badge(float(abs(ours - theirs).max()), steps, "the module itself", float(abs(theirs).max()))
    if not badge.holds:
        raise ValueError(f"{one.name}: what we compute {badge.text}, so nothing is shown")
    return filmed(network, x, words, (), state, reverse_state), badge
