"""The error signals that the page computes under its levers are log_signals', of every cell and seed, at any size."""

from collections.abc import Callable

import numpy as np
import pytest

from lstm_core import Cell, run
from lstm_core.live.program import program
from lstm_core.signals.lengths import log_signals, random_loss
from ui.lessons.vanishing import hero
from ui.lessons.vanishing.levers import SEEDS, SIZES, STARTS, Levers, others, read_noise
from ui.shipped.networks import COMPARED

NEAR = 1e-9  # nats, or of the number itself
ASK = """async ([message, positions]) => {
  const { openNoise } = await import("/vanishing/numbers/noise.js");
  const { decode } = await import("/shared/blob.js");
  const signals = openNoise(decode(await (await fetch(message)).arrayBuffer()));
  return positions.flatMap((position) => signals(position).map((seeds) => seeds.map((logs) => [...logs])));
}"""
LINEAR = Cell("linear", "h = W_xh @ x + W_hh @ h_prev")
ONE = """async ([program, sizes, signal, steps]) => {
  const { createSignals } = await import("/live/signals.js");
  const { x, ...given } = signal;
  return [...createSignals(program, sizes)({ ...given, x: Float64Array.from(x) }, steps)];
}"""
POSITIONS = (
    Levers(),
    Levers(bias=-2, scale=0.5, length=400),
    Levers(bias=0, scale=0.5, length=400),
    Levers(bias=4, scale=0.5, length=400),
    Levers(bias=4, scale=2, length=100),
    Levers(bias=0.3, scale=1.25, length=61),
    Levers(bias=5, scale=3, length=60),
    Levers(bias=-3, scale=1, length=400),
)


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("factor", [0.0, 1e-20, 1e-6, 1.0, 1e6, 1e18])
def test_of_a_scaled_rotation_far_outside_the_floats_and_of_exactly_nothing(twin, factor, every):
    rng, T = np.random.default_rng(0), 100
    weights = {"W_xh": np.zeros((4, 1)), "W_hh": factor * np.linalg.qr(rng.normal(size=(4, 4)))[0]}
    trace = run(LINEAR, weights, np.zeros((T, 1, 1)))
    d = random_loss((T, 1, 4), rng, "sum" if every else "last")
    signal = {"x": [0.0] * T, "u": d[-1, 0].tolist(), "every": every}
    signal["weights"] = {name: array.ravel().tolist() for name, array in weights.items()}
    found = twin.page.evaluate(ONE, [program(LINEAR), {"T": T + 3, "D": 1, "H": 4}, signal, T])
    np.testing.assert_allclose(found, log_signals(trace, d)["h"][::-1, 0], rtol=1e-12, atol=1e-12)


@pytest.fixture
def compare(twin) -> Callable[[tuple[str, ...], list[Levers]], np.ndarray]:
    """`compare(cells, positions)`: the lowest of the signals; positions differ only in bias, scale and length."""

    def ask(cells: tuple[str, ...], positions: list[Levers]) -> float:
        first = positions[0]
        body = hero.message(cells, first.start, first.sizes, first.loss, None)
        twin.page.route("**/message", lambda route: route.fulfill(body=body, content_type="application/octet-stream"))
        where = [{"bias": p.bias, "scale": p.scale, "length": p.length} for p in positions]
        found = iter(twin.page.evaluate(ASK, ["/message", where]))
        twin.page.unroute("**/message")
        lowest = 0.0
        for position in positions:
            for cell in cells:
                page, core = np.array(next(found)), np.stack([expected(cell, position, seed) for seed in SEEDS])
                assert page.shape == core.shape
                np.testing.assert_array_equal(np.isfinite(page), np.isfinite(core))
                seen = np.isfinite(core)
                np.testing.assert_allclose(page[seen], core[seen], rtol=NEAR, atol=NEAR, err_msg=f"{cell}, {position}")
                lowest = min(lowest, core[seen].min())
        return lowest

    return ask


def expected(cell: str, levers: Levers, seed: int) -> np.ndarray:
    trace = read_noise(cell, levers, seed)
    loss = random_loss(trace["h"].shape, np.random.default_rng(seed), levers.loss)
    return log_signals(trace, loss)["h"][::-1, 0]


def test_wherever_the_levers_stand(compare):
    assert compare(COMPARED, list(POSITIONS)) < -550, "none is smaller than floats can be"


@pytest.mark.parametrize("start", list(STARTS))
def test_with_every_start_and_as_many_parameters(compare, start):
    compare(COMPARED, [at._replace(start=start, sizes=SIZES[1]) for at in POSITIONS[:2]])


def test_of_a_loss_at_every_step(compare):
    compare(COMPARED, [at._replace(loss="sum") for at in POSITIONS[:4]])


@pytest.mark.parametrize("cell", others())
def test_of_every_other_cell(compare, cell):
    compare((cell,), [Levers(bias=1, length=150), Levers(bias=-1, scale=0.5, length=300)])
