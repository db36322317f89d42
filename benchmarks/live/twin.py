"""A page that computes a network itself, asked what lstm_core is asked."""

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.live.comparison import Case, Comparison
from lstm_core import Edit, Network
from lstm_core.live.packed import packed
from lstm_core.networks.parts import Layer

ANSWERS = Path(__file__).with_suffix(".js")


class Twin:
    """The page that computes, and the networks it may be asked about."""

    def __init__(self, page: Any):
        self.page, self.networks, self.packed = page, {}, {}
        page.route("**/twin.js", lambda route: route.fulfill(path=ANSWERS, content_type="text/javascript"))

    def add(self, name: str, network: Network) -> str:
        """The core computes with it in doubles, as the page does."""
        self.networks[name] = network.astype(np.float64)
        self.packed[name] = base64.b64encode(packed(network)).decode()
        return name

    def ask(self, question: str, cases: list[dict[str, Any]]) -> np.ndarray:
        """All numbers that a function of twin.js answers."""
        networks = {case["model"]: self.packed[case["model"]] for case in cases}
        asked = json.dumps({"question": question, "cases": cases, "networks": networks})
        script = "async (asked) => (await import('/twin.js')).answer(JSON.parse(asked))"
        return np.frombuffer(base64.b64decode(self.page.evaluate(script, asked)), "<f8")

    def compared(self, cases: Iterable[Case]) -> Comparison:
        """The numbers of the page beside those of the core, of all cases."""
        cases = list(cases)
        asked = [question(self.networks[case.network], case) for case in cases]
        parts = [(case, array) for case, one in zip(cases, asked, strict=True) for array in self.core(case, one)]
        expected = np.concatenate([array.ravel() for _, array in parts])
        return Comparison(expected, self.ask("readings", asked), [(case, array.size) for case, array in parts])

    def core(self, case: Case, asked: dict[str, Any]) -> list[np.ndarray]:
        """What the core says to the same question, in the same order."""
        trace = self.networks[case.network].run(case.inputs, edits=case.edits, state=case.state, keep="nodes")
        found = [trace.layers[layer].node(k) for layer, k in asked["nodes"]]
        found += [trace.layers[layer].carry(state) for layer, state in asked["carries"]]
        return [*found, trace.probs if asked["probs"] else trace.logits]


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
    return {
        "model": case.network,
        "steps": steps,
        "inputs": inputs,
        "maps": {"height": height, "width": width},
        "reads": reads,
        "nodes": [(layer, k) for layer, part in enumerate(network.layers) for k in shown(part)],
        "carries": [(layer, state) for layer, part in enumerate(network.layers) for state in part.cell.carry],
        "probs": network.output == "choice",
    }


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
