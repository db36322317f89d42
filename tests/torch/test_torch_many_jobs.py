"""The layer array as source: what PyTorch and Keras compute from it is what our core computes."""

import numpy as np
import pytest

from benchmarks.many_jobs import FOLDER
from lstm_core.many_jobs import shipped, source
from lstm_core.many_jobs.pooled import Pooled
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.networks.layers import softmax

NETWORKS = [
    (job, key) for job, about in JOBS.items() for key, one in about.networks.items() if one.pooled != "attention"
]


def read(job, key):
    """(network, what it reads (T, 1, …), its logits (T, 1, K) or its shares (1, K), whether it answers once)."""
    found = shipped.load(FOLDER, JOBS[job].networks[key], 0)
    network, rng = (found.network if isinstance(found, Pooled) else found), np.random.default_rng(0)
    x = (
        rng.integers(0, len(network.vocabulary), (9, 1))
        if network.vocabulary
        else rng.normal(size=(9, 1, network.input_size))
    )
    if isinstance(found, Pooled):
        return network, x, found.run(x).probs, True
    logits, last = found.run(x).logits, job == "reviews"
    return network, x, logits[-1] if last else logits, last


@pytest.mark.parametrize(("job", "key"), NETWORKS)
def test_the_source_for_pytorch_runs_and_says_the_same(job, key, tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    monkeypatch.chdir(tmp_path)
    network, x, wanted, last = read(job, key)
    network.export("network.pt")
    space: dict = {}
    exec(source.torch_source(network, last), space)
    said = space["model"](torch.tensor(x) if network.vocabulary else torch.tensor(x, dtype=torch.float32))
    found = said.detach().numpy().astype(float)
    pooled = JOBS[job].networks[key].pooled
    np.testing.assert_allclose(softmax(found) if pooled else found, wanted, atol=2e-5)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize(("job", "key"), NETWORKS)
def test_the_source_for_keras_runs_and_says_the_same(job, key, tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    pytest.importorskip("keras")
    monkeypatch.chdir(tmp_path)
    network, x, wanted, last = read(job, key)
    network.export("network.keras")
    space: dict = {}
    exec(source.keras_source(network, last), space)
    said = np.asarray(space["model"].predict(np.moveaxis(x, 0, 1), verbose=0), float)
    if not last:
        said = np.moveaxis(said, 0, 1)
    pooled = JOBS[job].networks[key].pooled
    choice = network.output == "choice"
    np.testing.assert_allclose(said, softmax(wanted) if choice and not pooled else wanted, atol=2e-5)


@pytest.mark.parametrize(("job", "key"), NETWORKS)
def test_the_list_counts_every_parameter_once(job, key):
    network, _, _, last = read(job, key)
    rows = source.layer_array(network, last)
    assert sum(row.parameters for row in rows) == sum(array.size for array in network.parameters.values())
