"""The page's own network beside lstm_core: the same questions to both, and how far their numbers may lie apart."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, Route

from lstm_core import Edit, Network
from lstm_core.live.packed import packed
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.parts import Layer

ANSWERS = Path(__file__).resolve().parents[1] / "browser" / "live" / "twin.js"
SMALL, NEAR_ZERO = 1e-3, 1e-11  # above the first equal as float32, bit by bit; below it at most the second apart


@dataclass(frozen=True, eq=False)
class Case:
    """One reading: a network by its name, ids (T, B) or numbers (T, B, D), edits, and the readings before it."""

    network: str
    inputs: np.ndarray
    edits: Sequence[Edit] = ()
    state: Sequence[dict[str, np.ndarray]] | None = None
    before: Sequence[Edit] = ()  # a reading of the same inputs with these edits comes first …
    start: int = 0  # … and then only the steps from here on are computed
    said: dict[str, Any] = field(default_factory=dict)  # what the page is asked, where a test asks something else


class Twin:
    """The page that computes, and the networks it may ask for."""

    def __init__(self, page: Page):
        self.page, self.networks, self.messages = page, {}, {}
        page.route("**/twin.js", lambda route: route.fulfill(path=ANSWERS, content_type="text/javascript"))
        page.route("**/models/*", self._model)

    def add(self, name: str, network: Network) -> str:
        """The core computes with it in doubles, as the page does."""
        self.networks[name], self.messages[name] = network.astype(np.float64), packed(network)
        return name

    def _model(self, route: Route) -> None:
        route.fulfill(body=self.messages[route.request.url.split("/")[-1]], content_type="application/octet-stream")

    def ask(self, question: str, *given: object) -> np.ndarray:
        """All numbers that a function of twin.js answers."""
        script = "async ([question, given]) => (await import('/twin.js'))[question](...given)"
        return np.frombuffer(base64.b64decode(self.page.evaluate(script, [question, list(given)])), "<f8")

    def differences(self, cases: Iterable[Case]) -> "Comparison":
        """The numbers of the page beside those of the core, of all cases."""
        cases = list(cases)
        traces = [core(self.networks[case.network], case) for case in cases]
        asked = [question(self.networks[case.network], case) for case in cases]
        expected = [numbers(trace, one) for trace, one in zip(traces, asked, strict=True)]
        return Comparison(np.concatenate(expected), self.ask("readings", asked), [len(one) for one in expected], cases)


def core(network: Network, case: Case) -> NetworkTrace:
    return network.run(case.inputs, edits=case.edits, state=case.state, keep="nodes")


def question(network: Network, case: Case) -> dict[str, Any]:
    """A case as twin.js reads it."""
    steps, sequences = case.inputs.shape[:2]
    inputs = [case.inputs[:, b].ravel().tolist() for b in range(sequences)]
    here = {"edits": [as_json(edit, case.inputs) for edit in case.edits]}
    if case.state is not None:
        here["state"] = [{name: array.ravel().tolist() for name, array in layer.items()} for layer in case.state]
    reads = [here]
    if case.start:
        reads = [here | {"edits": [as_json(edit, case.inputs) for edit in case.before]}, here | {"from": case.start}]
    height, width = case.inputs.shape[3:] or (1, 1)
    asked = {
        "model": case.network,
        "steps": steps,
        "inputs": inputs,
        "maps": {"height": height, "width": width},
        "reads": reads,
        "nodes": [(layer, k) for layer, part in enumerate(network.layers) for k in shown(part)],
        "carries": [(layer, state) for layer, part in enumerate(network.layers) for state in part.cell.carry],
        "probs": network.output == "choice",
    }
    return asked | case.said


def shown(layer: Layer) -> list[int]:
    """The nodes that have a value of their own for each unit: neither x nor numbers nor matrices."""
    nodes, cell = layer.cell.graph.nodes, layer.cell
    matrices = {name for name, shape in cell.parameters.items() if len(shape) > 1}
    found: dict[int, bool] = {}
    for k, node in enumerate(nodes):
        leaf = node.op not in ("x", "number") and node.name not in matrices
        wide = node.op == "copy" or any(found[a] or nodes[a].op == "parameter" for a in node.args)
        found[k] = wide if node.args else leaf
    return [k for k, wide in found.items() if wide]


def numbers(trace: NetworkTrace, asked: dict[str, Any]) -> np.ndarray:
    """What the core says to the same question, in the same order."""
    found = [trace.layers[layer].node(k) for layer, k in asked["nodes"]]
    found += [trace.layers[layer].carry(state) for layer, state in asked["carries"]]
    found.append(trace.probs if asked["probs"] else trace.logits)
    return np.concatenate([np.asarray(array, float).ravel() for array in found])


def as_json(edit: Edit, inputs: np.ndarray) -> dict[str, Any]:
    """An edit as the page takes it; a source's first sequence becomes rows."""
    said: dict[str, Any] = {"name": edit.name, "layer": edit.layer}
    for kind in ("value", "scale"):
        if getattr(edit, kind) is not None:
            said[kind] = np.asarray(getattr(edit, kind), float).tolist()
    sizes = {"steps": inputs.shape[0], "sequences": inputs.shape[1], "units": 10**6}
    for which, size in sizes.items():
        chosen = getattr(edit, which)
        if chosen is not None:
            chosen = list(range(size)[chosen]) if isinstance(chosen, slice) else np.atleast_1d(chosen).tolist()
        said[which] = chosen
    if edit.source is not None:
        trace = edit.source.layers[edit.layer]
        rows = trace[edit.name] if edit.name in trace.cell.names else trace.before(edit.name.removesuffix("_prev"))
        said["source"] = {"values": np.asarray(rows[:, 0], float).ravel().tolist()}
        if edit.source_steps is not None:
            said["source"]["steps"] = np.atleast_1d(edit.source_steps).tolist()
    return said


@dataclass(frozen=True, eq=False)
class Comparison:
    """The core's numbers, the page's, and how many of them belong to each case."""

    expected: np.ndarray
    found: np.ndarray
    sizes: list[int]
    cases: list[Case]

    @property
    def largest(self) -> float:
        return float(np.abs(self.found - self.expected).max())

    @property
    def wrong(self) -> np.ndarray:
        """The places of numbers that break the promise."""
        above = np.abs(self.expected) > SMALL
        unequal = self.found.astype(np.float32) != self.expected.astype(np.float32)
        return np.flatnonzero(np.where(above, unequal, ~(np.abs(self.found - self.expected) <= NEAR_ZERO)))

    def check(self) -> None:
        assert self.found.shape == self.expected.shape, f"{len(self.found)} numbers came, {len(self.expected)} should"
        if len(self.wrong):
            first = self.wrong[0]
            case = self.cases[int(np.searchsorted(np.cumsum(self.sizes), first, side="right"))]
            said = f"{self.found[first]!r} is not {self.expected[first]!r}, and {len(self.wrong)} numbers are wrong"
            raise AssertionError(f"{case.network}, edits {case.edits}: {said} of {len(self.expected)}")
