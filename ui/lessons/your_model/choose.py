"""What of an opened file is looked at: which of its networks, reading what, which layer."""

from typing import NamedTuple

from lstm_core.models.opened import Opened
from lstm_core.networks.network import Network
from lstm_core.own_data.names import shown
from ui import controls
from ui.lessons.your_model import networks
from ui.lessons.your_model.dropped import inputs, sources
from ui.lessons.your_model.dropped.inputs import Input
from ui.lessons.your_model.dropped.sources import Source
from ui.lessons.your_model.networks import Place

NETWORK, LAYER = "yours_network", "yours_layer"
AS_FOUND = "none is clear"
ASKED = {  # what no file of its kind says: the question, and what may be said, the usual first
    "activation": ("Its RNN layers squash by", ("tanh", "relu")),
    "output": ("Its answers are", ("choice", "number")),
}


class Chosen(NamedTuple):
    """A network of an opened file, what it shall read, and which of its layers is shown."""

    source: Source
    opened: Opened
    number: int
    network: Network
    read: Input
    place: Place
    said: tuple[tuple[str, str], ...] = ()  # of the file, by the reader

    @property
    def model(self) -> tuple:
        """What tells the network from every other in this session."""
        return self.source.digest, self.number, self.said


def choose(source: Source, opened: Opened) -> Chosen:
    """By controls; ValueError, in a sentence, for what cannot be read."""
    said = _said_of(opened)
    opened = sources.opened(source, **said) if said else opened
    number = _network(opened)
    network = networks.computed(opened.networks[number].network)
    return Chosen(
        source, opened, number, network, inputs.choose(network, source.files), _layer(network), tuple(said.items())
    )


def _said_of(opened: Opened) -> dict[str, str]:
    """What a reader says of the file, where the file does not."""
    said = {
        what: controls.choice(label, options, f"yours_{what}", options[0])
        for what, (label, options) in ASKED.items()
        if what in opened.asks
    }
    for what, label in (("embedding", "Its embedding"), ("readout", "Its readout")):
        fitting = list(dict.fromkeys(name for one in opened.networks for name in getattr(one, f"{what}s")))
        if fitting and not all(getattr(one, what) for one in opened.networks):
            offered = {AS_FOUND: None, **{shown(name): name for name in fitting}}
            name = offered[controls.pick(label, list(offered), f"yours_{what}_{len(offered)}", AS_FOUND)]
            said |= {what: name} if name else {}
    return said


def _network(opened: Opened) -> int:
    called = {networks.called(opened, k): k for k in range(len(opened.networks))}
    if len(called) == 1:
        return 0
    return called[controls.pick("Network in the file", list(called), f"{NETWORK}_{len(called)}", next(iter(called)))]


def _layer(network: Network) -> Place:
    """One of its layers, the last at first; with a direction where it reads both ways."""
    places = networks.places(network)
    named = {networks.place_named(place, bool(network.reverse)): place for place in places}
    if len(places) == 1:
        return places[0]
    usual = networks.place_named((len(network.layers) - 1, 0), bool(network.reverse))
    return named[controls.choice("Layer", list(named), f"{LAYER}_{len(places)}", usual)]
