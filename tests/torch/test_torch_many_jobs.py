"""The jobs against PyTorch and Keras: what they compute from our source and our weights is what our core computes."""

import numpy as np
import pytest

from benchmarks.many_jobs import FOLDER
from lstm_core.many_jobs import forecasting, shipped, source
from lstm_core.many_jobs.pooled import PREFIX, Pooled
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.networks.layers import softmax
from lstm_core.tasks import Batch, reviews, seasons

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


def test_the_network_with_attention_says_and_learns_what_torch_does(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    monkeypatch.chdir(tmp_path)
    pooled = shipped.load(FOLDER, JOBS["reviews"].networks["attention"], 0)
    batch = reviews.unseen(count=4)
    column = int(batch.lengths.argmax())
    ids, target = batch.inputs[:, [column]], batch.last(batch.targets)[[column]]
    alone = Batch(ids, batch.targets[:, [column]], batch.weights[:, [column]], batch.lengths[[column]])
    pooled.network.export("network.pt")
    space: dict = {}
    exec(source.torch_source(pooled.network, False), space)
    model = space["model"]
    own = {name: torch.tensor(array, requires_grad=True) for name, array in pooled.pooling.items()}
    h, _ = model.gru(model.embedding(torch.tensor(ids)))  # (T, 1, 2H)
    weights = torch.softmax(torch.tanh(h @ own["W_hu"].T + own["b_u"]) @ own["w_u"], dim=0)  # (T, 1)
    logits = model.readout((weights[..., None] * h).sum(0))
    found = pooled.run(ids)
    np.testing.assert_allclose(torch.softmax(logits, 1).detach().numpy(), found.probs, atol=2e-5)
    np.testing.assert_allclose(weights.detach().numpy(), found.weights, atol=2e-5)
    wanted = torch.nn.functional.cross_entropy(logits, torch.tensor(target))
    wanted.backward()
    loss, gradients = pooled.loss(alone)
    assert loss == pytest.approx(wanted.item(), abs=1e-5)
    of_torch = {f"{PREFIX}{name}": parameter.grad for name, parameter in own.items()}
    of_torch |= {"embedding": model.embedding.weight.grad}
    of_torch |= {"readout.W": model.readout.weight.grad, "readout.b": model.readout.bias.grad}
    for name, gradient in of_torch.items():
        size = np.abs(gradients[name]).max()
        np.testing.assert_allclose(gradients[name], gradient.numpy(), atol=1e-4 * size + 1e-7, err_msg=name)


def test_a_forecast_that_is_left_alone_is_torchs_that_reads_its_own_answers(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    monkeypatch.chdir(tmp_path)
    network, own = shipped.load(FOLDER, JOBS["forecast"].networks["lstm"], 0), seasons.made()
    network.export("network.pt")
    space: dict = {}
    exec(source.torch_source(network, False), space)
    told, steps = own.ends[1], 12
    values, known = list(own.values[: told + 1]), own.values[: own.ends[0] + 1]
    for _ in range(steps):
        read = (np.array(values) - known.mean()) / known.std()
        said = space["model"](torch.tensor(read, dtype=torch.float32)[:, None, None]).detach()
        values.append(values[-1] + float(said[-1, 0, 0]) * own.typical)
    alone = forecasting.left_alone(network, own, steps)
    np.testing.assert_allclose(alone.values, values[told + 1 :], atol=1e-3)
