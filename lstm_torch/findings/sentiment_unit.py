"""The search for one unit that knows whether a review is for or against, and what happens when it is held."""

from collections.abc import Sequence

import numpy as np

from lstm_core import Network
from lstm_core.texts.reviews import reviews, verdict
from lstm_torch.findings.sampling import written
from lstm_torch.layers.network import TorchNetwork

LABELLED, WRITTEN, LENGTH, SEED = 400, 40, 220, 7
STRETCH = 3.0  # the unit is held so many times as far from the middle as its mean in reviews of that kind


def unknown(vocabulary: Sequence[str]) -> str:
    """The letters of the labelled reviews that a network does not know: with any, none of this can be asked."""
    return "".join(sorted({"\n", *"".join(reviews(LABELLED, seed=SEED)[0])} - {*vocabulary}))


def last_memory(network: Network, texts: list[str]) -> np.ndarray:
    """What the last layer's memory holds after the last character of each text, (number of texts, H)."""
    index = {letter: k for k, letter in enumerate(network.vocabulary)}
    longest = max(map(len, texts))
    ids = np.zeros((longest, len(texts)), np.int64)
    for column, text in enumerate(texts):
        ids[: len(text), column] = [index[letter] for letter in text]
    values = network.run(ids).layers[-1]["c"]
    return values[[len(text) - 1 for text in texts], np.arange(len(texts))]


def without_last_sentence(text: str) -> str:
    return text[: text[:-2].rindex(". ") + 2]


def best_threshold(values: np.ndarray, liked: np.ndarray) -> tuple[float, float, float]:
    """(share that is right, threshold, sign) of the cut through one unit's values that divides best."""
    order = np.argsort(values)
    ahead = np.concatenate([[0], np.cumsum(liked[order] * 2 - 1)])  # for minus against below each cut
    right = (liked.sum() - ahead) / len(liked)  # above the cut = for
    k, sign = (int(right.argmax()), 1.0) if right.max() >= 1 - right.min() else (int(right.argmin()), -1.0)
    edges = np.concatenate(
        [[values[order[0]] - 1], (values[order][1:] + values[order][:-1]) / 2, [values[order[-1]] + 1]]
    )
    return float(max(right.max(), 1 - right.min())), float(edges[k]), sign


def sentiment_unit(network: Network) -> dict:
    """The unit, chosen on one half of labelled reviews; its accuracy on the other, beside all units together.

    The network reads each review without its last opinion, so that it is asked for what it remembers.
    """
    texts, liked = reviews(LABELLED, seed=SEED)
    values = last_memory(network, [without_last_sentence(text) for text in texts])
    half = LABELLED // 2
    cuts = [best_threshold(column, liked[:half]) for column in values[:half].T]
    unit = max(range(len(cuts)), key=lambda k: cuts[k][0])
    _, threshold, sign = cuts[unit]
    there = ((values[half:, unit] > threshold) == (sign > 0)) == liked[half:]
    spread = np.where(values[:half].std(0) > 1e-9, values[:half].std(0), 1)
    x = np.column_stack([(values - values[:half].mean(0)) / spread, np.ones(LABELLED)])
    wanted = liked * 2.0 - 1
    together = np.linalg.solve(x[:half].T @ x[:half] + np.eye(x.shape[1]), x[:half].T @ wanted[:half])
    means = {"for": float(values[liked, unit].mean()), "against": float(values[~liked, unit].mean())}
    return {
        "unit": unit,
        "right with this unit": float(there.mean()),
        "right with all units": float(((x[half:] @ together > 0) == liked[half:]).mean()),
        "second best unit": sorted(float(cut[0]) for cut in cuts)[-2],
        "means": means,
        "values": [[round(float(v), 4), bool(y)] for v, y in zip(values[half:, unit], liked[half:], strict=True)],
        "clamped": clamped(network, unit, means),
    }


def clamped(network: Network, unit: int, means: dict[str, float]) -> dict:
    """{how: {"for", "against", "neither": shares of texts, "text"}}: written freely, and with the unit held."""
    twin, found = TorchNetwork(network), {}
    start = np.full((1, WRITTEN), network.vocabulary.index("\n"))
    middle = sum(means.values()) / 2
    values = {"free": None} | {kind: middle + STRETCH * (mean - middle) for kind, mean in means.items()}
    for how, value in values.items():

        def hold(state, value=value):
            state[-1]["c"][:, unit] = value

        texts = written(twin, start, LENGTH, SEED, change=None if value is None else hold)
        verdicts = np.array([verdict(text) for text in texts])
        shares = {"for": verdicts > 0, "against": verdicts < 0, "neither": verdicts == 0}
        found[how] = {kind: float(share.mean()) for kind, share in shares.items()}
        found[how]["text"] = texts[0]
    return found
