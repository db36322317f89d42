"""Six share prices, week by week: a network, a line and "no change" forecast the next return."""

import csv
from pathlib import Path

import numpy as np
import torch

from lstm_core import Network
from lstm_torch.demos import Demo, untrained
from lstm_torch.training.batches import Bank, Share
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings

FILE = Path(__file__).with_name("stocks.csv")  # plotly.data.stocks(), MIT licence
LEARNED, CHECKED, LAGS = 70, 15, 3  # weeks known, the last of them for stopping in time; past weeks the line reads


def returns() -> tuple[np.ndarray, tuple[str, ...]]:
    """Logarithms of the weekly changes (weeks, shares), and the shares' names."""
    with open(FILE, encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    prices = np.array([[float(value) for value in row[1:]] for row in rows])
    return np.diff(np.log(prices), axis=0), tuple(names[1:])


def material(settings: Settings, device: torch.device, share: Share) -> Material:
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
    return Material(
        network,
        Bank(inputs, targets, learned, len(names), device, share=share),
        Bank(inputs, targets, checked, len(names), device),
        {"no change": float((targets[until : LEARNED - 1] ** 2).mean())},
        finish=lambda net: {"error": {"network": forecast_error(net, inputs, raw, spread), **baselines(raw)}},
        about={"unit": "mean squared error, in units of the spread", "weeks": len(raw), "shares": names},
    )


def forecast_error(network: Network, inputs: np.ndarray, raw: np.ndarray, spread: float) -> float:
    """The root of the mean squared error of the forecasts of all weeks that were not learned from."""
    forecast = network.run(inputs.astype(np.float64)).logits[..., 0] * spread
    return rms((forecast - raw[1:])[LEARNED - 1 :])


def baselines(raw: np.ndarray) -> dict[str, float]:
    """The same error of who says: nothing changes, the same again, the mean so far, a line through the last weeks."""
    told = raw[LEARNED:]
    past = np.stack([raw[LAGS - 1 - k : len(raw) - 1 - k].ravel() for k in range(LAGS)], 1)
    past, ahead = np.column_stack([past, np.ones(len(past))]), raw[LAGS:].ravel()
    known = (LEARNED - LAGS) * raw.shape[1]
    line = np.linalg.lstsq(past[:known], ahead[:known], rcond=None)[0]
    return {
        "no change": rms(told),
        "the same again": rms(told - raw[LEARNED - 1 : -1]),
        "the mean change": rms(told - raw[:LEARNED].mean()),
        "a line through three weeks": rms(ahead[known:] - past[known:] @ line),
    }


def rms(error: np.ndarray) -> float:
    return float(np.sqrt(np.mean(error**2)))


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
)
