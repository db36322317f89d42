"""Layers around the cell in numbers: parameters, errors, and the time of forward and backward beside one LSTM layer's.

`python -m benchmarks.attention` prints a table. The errors are those of the core in float64: against torch (values, and
gradients under autograd), and against central differences in a random direction of every array. The time counts the
work of this process on one thread, T = S = 40, B = 64, H = 64 in float32; layers take turns.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import threadpoolctl
import torch

from lstm_core import CELLS, Network, backward, run
from lstm_core.networks import stack
from lstm_core.translation import attention, pooling, scores, self_attention

T, B, H = 40, 64, 64
Arrays = dict[str, np.ndarray]


def main() -> None:
    """Measure all layers and print their table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="turns of every layer (default: 15)")
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    with threadpoolctl.threadpool_limits(1):
        print(table(medians(rounds)))


class Layer:
    """Arrays by name (weights, and what is read: query, encoder, x), and what they go through, ours and torch's."""

    def __init__(self, weights: Arrays, read: Arrays, ours: Callable, theirs: Callable):
        self.weights, self.arrays, self.ours, self.theirs = weights, weights | read, ours, theirs

    def astype(self, dtype: type) -> "Layer":
        cast = [{n: a.astype(dtype) for n, a in group.items()} for group in (self.weights, self.arrays)]
        return Layer(cast[0], cast[1], self.ours, self.theirs)


def layers(rng: np.random.Generator, steps: int = T, batch: int = B, units: int = H) -> dict[str, Layer]:
    """Everything that is measured, with fresh weights in float64."""
    query, encoder = rng.normal(size=(steps, batch, units)), rng.normal(size=(steps, batch, units))
    found = {"LSTM, one layer": recurrent(rng, encoder, 1, False)}
    found["LSTM, two layers, both ways"] = recurrent(rng, encoder, 2, True)
    for kind in scores.KINDS:
        weights = scores.new_weights(kind, units, units, units, rng)
        found[f"attention, {kind}"] = Layer(
            weights, {"query": query, "encoder": encoder}, attends(kind), torch_attends(kind)
        )
    weights = {"W_hu": rng.normal(size=(units, units)) / 8, "b_u": np.zeros(units), "w_u": rng.normal(size=units)}
    found["attention pooling"] = Layer(weights, {"x": encoder}, pools, torch_pools)
    weights = self_attention.new_weights(units, 2 * units, rng)
    found["self-attention encoder layer"] = Layer(weights, {"x": encoder}, looks_at_itself, torch_looks_at_itself)
    return found


def attends(kind: str) -> Callable:
    def go(a: Arrays, d: np.ndarray | None) -> tuple[np.ndarray, Arrays]:
        out, cache = attention.attend(kind, a, a["query"], a["encoder"])
        found = attention.attend_backward(d, cache) if d is not None else None
        return out.context, {**found.weights, "query": found.query, "encoder": found.encoder} if found else {}

    return go


def pools(a: Arrays, d: np.ndarray | None) -> tuple[np.ndarray, Arrays]:
    out, cache = pooling.pool(a, a["x"])
    d_weights, d_x = pooling.pool_backward(d, cache) if d is not None else ({}, None)
    return out.context, {**d_weights, "x": d_x}


def looks_at_itself(a: Arrays, d: np.ndarray | None) -> tuple[np.ndarray, Arrays]:
    out, cache = self_attention.encoder_layer(a, a["x"])
    d_weights, d_x = self_attention.encoder_layer_backward(d, cache) if d is not None else ({}, None)
    return out.out, {**d_weights, "x": d_x}


def recurrent(rng: np.random.Generator, x: np.ndarray, depth: int, both: bool) -> Layer:
    """An LSTM through the core's program, or layers of them through its stack; torch.nn.LSTM is the judge."""
    units = x.shape[2]
    made = Network.new(CELLS["lstm"], (), units, 0, rng, depth, input_size=units, outputs=("a",), bidirectional=both)
    weights = {name: array for name, array in made.parameters.items() if not name.startswith("readout")}

    def ours(a: Arrays, d: np.ndarray | None) -> tuple[np.ndarray, Arrays]:
        if depth == 1 and not both:
            trace = run(CELLS["lstm"], {name.removeprefix("layers.0."): a[name] for name in weights}, a["x"])
            back = backward(trace, {"h": d}) if d is not None else None
            return trace["h"], {f"layers.0.{n}": g for n, g in back.weights.items()} | {"x": back.x} if back else {}
        halves = {h: tuple((CELLS["lstm"], named(a, f"{h}.{k}.")) for k in range(depth)) for h in ("layers", "reverse")}
        climb = stack.up(Halves(**halves), a["x"])
        gradients, d_x = stack.down(climb, d) if d is not None else ({}, None)
        return climb.h, gradients | {"x": d_x}

    def theirs(a: dict) -> torch.Tensor:
        judge, given = torch.nn.LSTM(units, units, depth, bidirectional=both, dtype=torch.float64), {}
        for k in range(depth):
            for half, end in (("layers", ""), ("reverse", "_reverse"))[: 1 + both]:
                w = named(a, f"{half}.{k}.")
                given[f"weight_ih_l{k}{end}"] = torch.cat([w[f"W_x{g}"] for g in "ifgo"])
                given[f"weight_hh_l{k}{end}"] = torch.cat([w[f"W_h{g}"] for g in "ifgo"])
                given[f"bias_ih_l{k}{end}"] = torch.cat([w[f"b_{g}"] for g in "ifgo"])
                given[f"bias_hh_l{k}{end}"] = torch.zeros(4 * units, dtype=torch.float64)
        return torch.func.functional_call(judge, given, (a["x"],))[0]

    return Layer(weights, {"x": x}, ours, theirs)


class Halves:
    """What `stack.up` reads of a network."""

    def __init__(self, layers: tuple, reverse: tuple):
        self.layers, self.reverse = layers, reverse


def named(arrays: dict, place: str) -> dict:
    return {name.removeprefix(place): array for name, array in arrays.items() if name.startswith(place)}


def torch_attends(kind: str) -> Callable:
    def go(a: dict) -> torch.Tensor:
        q, e = a["query"], a["encoder"]
        if kind in ("dot", "general"):
            scores = torch.einsum("tbq,sbq->tbs", q, e if kind == "dot" else e @ a["W_kq"].T)
        else:
            W = torch.cat([a["W_qa"], a["W_ka"]], 1) if kind == "additive" else a["W_ca"]
            pairs = torch.cat([q[:, None].expand(-1, len(e), -1, -1), e[None].expand(len(q), -1, -1, -1)], 3)
            scores = (torch.tanh(pairs @ W.T) @ a["w_a"]).transpose(1, 2)
        return torch.einsum("tbs,sbh->tbh", torch.softmax(scores, 2), e)

    return go


def torch_pools(a: dict) -> torch.Tensor:
    share = torch.softmax(torch.tanh(a["x"] @ a["W_hu"].T + a["b_u"]) @ a["w_u"], 0)
    return (share[..., None] * a["x"]).sum(0, keepdim=True)


def torch_looks_at_itself(a: dict) -> torch.Tensor:
    x = a["x"]
    weight, bias = torch.cat([a[f"W_x{n}"] for n in "qkv"]), torch.cat([a[f"b_{n}"] for n in "qkv"])
    rest = {"bias_k": None, "bias_v": None, "add_zero_attn": False, "dropout_p": 0.0}
    out, _ = torch.nn.functional.multi_head_attention_forward(
        x, x, x, x.shape[2], 1, weight, bias, out_proj_weight=a["W_co"], out_proj_bias=a["b_o"], **rest
    )
    middle = x + out
    return middle + torch.relu(middle @ a["W_xu"].T + a["b_u"]) @ a["W_uo"].T + a["b_f"]


def errors(layer: Layer, rng: np.random.Generator) -> tuple[float, float, float]:
    """Largest difference to torch in values; in gradients, relative; and to central differences, relative."""
    tensors = {name: torch.tensor(array, requires_grad=True) for name, array in layer.arrays.items()}
    out, _ = layer.ours(layer.arrays, None)
    d = rng.normal(size=out.shape)
    out, gradients = layer.ours(layer.arrays, d)
    theirs = layer.theirs(tensors)
    (theirs * torch.tensor(d)).sum().backward()
    judged = max(relative(gradients[name], tensors[name].grad.numpy()) for name in layer.arrays)
    nudged = 0.0
    for name, array in layer.arrays.items():
        along, step = rng.normal(size=array.shape), 1e-5
        ends = [layer.ours(layer.arrays | {name: array + s * step * along}, None)[0] for s in (1, -1)]
        measured = float(np.sum(d * (ends[0] - ends[1]))) / (2 * step)
        nudged = max(nudged, relative(np.sum(gradients[name] * along), np.array(measured)))
    return float(np.abs(out - theirs.detach().numpy()).max()), judged, nudged


def relative(a: np.ndarray, b: np.ndarray) -> float:
    size = max(np.linalg.norm(a), np.linalg.norm(b))
    return float(np.linalg.norm(a - b) / size) if size > 1e-9 else 0.0


def medians(rounds: int) -> dict[str, float]:
    """{layer: seconds of one forward and backward}, the median of turns taken one after the other."""
    ready = {name: layer.astype(np.float32) for name, layer in layers(np.random.default_rng(0)).items()}
    d = {name: np.ones_like(layer.ours(layer.arrays, None)[0]) for name, layer in ready.items()}
    taken: dict[str, list[float]] = {name: [] for name in ready}
    for _ in range(rounds):
        for name, layer in ready.items():
            start = time.process_time()
            layer.ours(layer.arrays, d[name])
            taken[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(times: dict[str, float]) -> str:
    """The layers as Markdown."""
    rows = [
        ("layer", f"parameters (H = {H})", "values", "gradients", "against a nudge", "time"),
        ("---", *["---:"] * 5),
    ]
    rng = np.random.default_rng(1)
    small = layers(rng, 7, 3, H)
    for name, layer in small.items():
        found = (f"{error:.0e}" for error in errors(layer, rng))
        size = sum(array.size for array in layer.weights.values())
        rows.append((name, f"{size:,}", *found, f"{times[name] / times['LSTM, one layer']:.2f}"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()
