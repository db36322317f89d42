"""What a film that is alive must know besides its network: the words by kind, and where the question stands."""

from typing import Any

from lstm_core.networks.network import Network
from lstm_core.tasks import france
from lstm_core.tasks.france_kinds import RULE, kinds
from ui.components.network import name


def about(network: Network, layer: int, alternatives: str) -> dict[str, Any] | None:
    """The part "live" of a film's header; None where the network cannot run in the page.

    `rule` is None for a network that does not read the France sentences, whose words are then of one kind.
    """
    own = name(network)
    if own is None:
        return None
    knows = set(network.vocabulary)
    reads_france = knows.issuperset((*france.OPENING, *france.QUESTION)) and not knows.isdisjoint(france.COUNTRIES)
    words = kinds(network.vocabulary) if reads_france else [{"title": "Words", "words": list(network.vocabulary)}]
    rule = RULE if reads_france else None
    return {"network": own, "layer": layer, "kinds": words, "rule": rule, "label": alternatives}
