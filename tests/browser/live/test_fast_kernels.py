"""WebAssembly gives the bits of the plain kernels; sigmoid and tanh are NumPy's to their last digits."""

from pathlib import Path

import numpy as np
import pytest

from lstm_core.plain.evaluate import sigmoid

SCRIPT = Path(__file__).with_name("fast_kernels.js")


@pytest.fixture
def ask(twin):
    """One function of the script, in the page."""
    twin.page.route(f"**/{SCRIPT.name}", lambda r: r.fulfill(path=SCRIPT, content_type="text/javascript"))
    return lambda name, *given: twin.page.evaluate(
        f"async (given) => (await import('/{SCRIPT.name}')).{name}(...given)", list(given)
    )


def test_every_fast_kernel_gives_the_bits_of_the_plain_one(ask):
    rng = np.random.default_rng(0)
    assert ask("differences", (rng.normal(size=997) * 10 ** rng.uniform(-3, 1.5, 997)).tolist()) == []


def test_a_page_without_webassembly_computes_with_the_plain_kernels(ask):
    assert ask("fallsBack")


@pytest.mark.parametrize("scale", [1e-12, 1e-6, 0.01, 1, 10, 40, 700])
def test_sigmoid_and_tanh_are_numpys_within_their_last_digits(ask, scale):
    z = np.random.default_rng(1).uniform(-scale, scale, 4000)
    for found, expected in zip(ask("squashed", z.tolist()), (sigmoid(z), np.tanh(z)), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1.5e-15, atol=0)
