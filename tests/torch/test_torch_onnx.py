"""Models that torch's own exporter writes as ONNX: opened with their embedding and their readout, and judged."""

import io
import warnings

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
pytest.importorskip("onnx", reason="onnx is not installed (the light requirements)")
pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

from lstm_core.models.onnx.judge import OWN, judge
from lstm_core.models.opening import open_model
from tests.support.foreign import difference

WORDS, T = 11, 7


class Tagger(torch.nn.Module):
    def __init__(self, kind, layers, both, batch_first, words):
        super().__init__()
        self.words = torch.nn.Embedding(WORDS, 3) if words else torch.nn.Identity()
        self.rnn = getattr(torch.nn, kind)(3, 5, layers, bidirectional=both, batch_first=batch_first)
        self.out = torch.nn.Linear(5 * (1 + both), 4)

    def forward(self, x):
        return self.out(self.rnn(self.words(x))[0])


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize(
    ("layers", "both", "batch_first", "words"),
    [(1, False, False, False), (2, True, True, False), (2, False, True, True)],
)
def test_what_torch_exports_gives_what_torch_gives(kind, layers, both, batch_first, words):
    torch.manual_seed(0)
    model = Tagger(kind, layers, both, batch_first, words).eval()
    x = torch.randint(0, WORDS, (T, 1)) if words else torch.randn(T, 1, 3)
    given = x.transpose(0, 1) if batch_first else x
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch advises its other exporter
        torch.onnx.export(model, (given,), content, dynamo=False)
    files = {"model.onnx": content.getvalue()}
    (opened,) = open_model(files).networks
    assert (len(opened.layers), opened.readout) == (layers, "out.weight")
    assert opened.embedding == ("words.weight" if words else "")
    theirs = model(given).detach().numpy()
    theirs = theirs.swapaxes(0, 1) if batch_first else theirs
    numbers = x.numpy() if words else x.numpy().astype(np.float64)
    assert difference(opened.network.run(numbers).logits, theirs) < 1e-6
    badge = judge(opened, numbers, files)
    assert (badge.holds, badge.judge) == (True, OWN)
