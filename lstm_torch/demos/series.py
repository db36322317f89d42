"""A series, a row ahead: six share prices or a table of one's own, forecast beside a line and "no change"."""

import numpy as np
import torch

from lstm_core import Network
from lstm_torch.data import series
from lstm_torch.data.shares import CHECKED, LEARNED, baselines, returns, rms
from lstm_torch.demos import Demo, untrained
from lstm_torch.training.batches import Bank, Share
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

AT_ONCE = 1000  # steps of a long series that are run together


def material(settings: Settings, device: torch.device, share: Share) -> Material:
    """Of the share prices, or of the table that the settings name."""
    if settings.data:
        return of_series(series.open_series(settings.data), settings, device, share)
    return of_shares(settings, device, share)


def of_shares(settings: Settings, device: torch.device, share: Share) -> Material:
    """Each share is a sequence of its own; the network reads a return and says the next, in units of their spread.

    It learns from the first weeks, stops by the next, and forecasts the last, which it meets once.
    """
    raw, names = returns()
    spread = raw[:LEARNED].std()
    x = (raw / spread)[..., None].astype(np.float32)  # (weeks, shares, 1)
    inputs, targets = x[:-1], x[1:]
    learned, checked = (np.zeros(inputs.shape[:2], np.float32) for _ in range(2))
    until = LEARNED - CHECKED - 1
    learned[:until], checked[until : LEARNED - 1] = 1, 1
    network = untrained(settings, LEARNED, input_size=1, outputs=("next return",), output="number")
    size = settings.batch_of(len(names))
    return Material(
        network,
        Bank(inputs, targets, learned, size, device, seed=settings.seed, share=share),
        Bank(inputs, targets, checked, len(names), device),
        {"no change": float((targets[until : LEARNED - 1] ** 2).mean())},
        finish=lambda net: {"error": {"network": forecast_error(net, inputs, raw, spread), **baselines(raw)}},
        about={"unit": "mean squared error, in units of the spread", "weeks": len(raw), "shares": names},
    )


def forecast_error(network: Network, inputs: np.ndarray, raw: np.ndarray, spread: float) -> float:
    """The root of the mean squared error of the forecasts of all weeks that were not learned from."""
    forecast = network.run(inputs.astype(np.float64)).logits[..., 0] * spread
    return rms((forecast - raw[1:])[LEARNED - 1 :])


def of_series(own: series.Series, settings: Settings, device: torch.device, share: Share) -> Material:
    """The network reads every column of a row and says how each changes to the next, in units of a typical change.

    It learns from the first rows, stops by the next, and forecasts the last, which it meets once.
    """
    found = series.scaled(own.values)
    until, told = series.ends(len(found.changes))
    size = max(2, min(settings.window, until // 2))
    seen, (unseen, scored) = series.to_learn(until, size), series.to_check(until, told, size)
    names = tuple(f"change of {name}" for name in own.columns)
    network = untrained(settings, size, input_size=len(names), outputs=names, output="number")
    inputs, targets = (part.astype(np.float32) for part in (found.inputs, found.changes))
    batch = settings.batch_of(seen.shape[1])
    scales = {name: list(map(float, getattr(found, name))) for name in ("middle", "spread", "typical")}
    return Material(
        network,
        Bank(inputs[seen], targets[seen], np.ones(seen.shape), batch, device, seed=settings.seed, share=share),
        Bank(inputs[unseen], targets[unseen], scored, unseen.shape[1], device),
        {"no change": float((found.changes[until:told] ** 2).mean())},
        finish=lambda net: errors(net, found, own.columns),
        about={
            "unit": "mean squared error, in units of a typical change",
            "rows": len(own.values),
            "columns": own.columns,
            "scales": scales,
        },
        data=own.about,
    )


def errors(network: Network, found: series.Scaled, columns: tuple[str, ...]) -> dict:
    """The root of the mean squared error on the last rows: of all columns, and of each in its own unit."""
    _, told = series.ends(len(found.changes))
    ahead = found.changes[told:]
    said = {"network": forecasts(network, found.inputs)[told:], **series.baselines(found)}
    each = {
        column: {who: rms((ahead - expected)[:, k]) * found.typical[k] for who, expected in said.items()}
        for k, column in enumerate(columns)
    }
    return {"error": {who: rms(ahead - expected) for who, expected in said.items()}, "error by column": each}


def forecasts(network: Network, inputs: np.ndarray) -> np.ndarray:
    """What the network says after each step (T, D) of one long sequence, its state carried on."""
    state, parts = None, []
    for first in range(0, len(inputs), AT_ONCE):
        trace = network.run(inputs[first : first + AT_ONCE, None], state=state)
        state = trace.final
        parts.append(trace.logits[:, 0])
    return np.concatenate(parts)


DEMO = Demo(
    "Forecasting share prices",
    "On a series that is almost noise a network does no better than saying that nothing changes",
    "the best forecast of a share price is close to its last price (Fama 1970, Efficient capital markets)",
    material,
    {
        "hidden_size": 8,
        "batch_size": 6,
        "steps": 400,
        "rate": 3e-3,
        "decay": 0.1,
        "patience": 4,
        "look_every": 5,
        "report_every": 5,
        "sample_length": 0,
    },
    options=("data",),
    own={
        "hidden_size": 32,
        "batch_size": 32,
        "window": 64,
        "steps": 1500,
        "rate": 5e-3,
        "decay": 0.01,
        "patience": 12,
        "look_every": 25,
        "report_every": 25,
    },
)
