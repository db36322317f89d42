"""The error signals that the page computes under its levers are log_signals', of every cell and seed, at any size."""

from collections.abc import Callable

import numpy as np
import pytest

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
