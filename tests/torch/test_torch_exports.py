"""PyTorch and Keras read what a network was exported as, and compute the same numbers from it."""

import os

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from tests.core.test_exports import SHAPES, WORDS, apart, held, inputs_of, network_of


def judged(checkpoint: dict, words: bool, inputs: np.ndarray) -> np.ndarray:
    """The logits of torch.nn modules that are made as the file says and load its state dict, every key of it."""
    made = {name: dict(how) for name, how in checkpoint["modules"].items()}
    recurrent = {name: getattr(torch.nn, how.pop("kind"))(**how) for name, how in made.items()}
    arrays = checkpoint["state_dict"]
    modules = {"embedding": torch.nn.Embedding(*arrays["embedding.weight"].shape)} if words else {}
    modules |= recurrent | {"readout": torch.nn.Linear(*reversed(arrays["readout.weight"].shape))}
    whole = torch.nn.ModuleDict(modules)
    whole.load_state_dict(arrays)
    with torch.no_grad():
        h = torch.as_tensor(inputs)
        h = whole["embedding"](h) if words else h
        for name in recurrent:
            h, _ = whole[name](h)
        return whole["readout"](h).numpy()


def read(path) -> dict:
    """What torch gives back of either of its files, without executing anything of it."""
    if path.suffix != ".safetensors":
        return torch.load(path, weights_only=True)
    import json

    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        told = {name: json.loads(text) for name, text in file.metadata().items() if name != "format"}
        assert file.metadata()["format"] == "pt"
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    return {
        "state_dict": arrays,
        "modules": told["modules"],
        "vocab": told.get("vocabulary"),
        "answers": told["answers"],
    }


@pytest.mark.parametrize("ending", [".pt", ".safetensors"])
@pytest.mark.parametrize(("layers", "both"), SHAPES)
@pytest.mark.parametrize("key", [key for ending, key in held() if ending == ".pt"])
def test_torch_loads_the_file_and_computes_what_the_network_does(tmp_path, key, layers, both, ending):
    network = network_of(key, layers, both)
    network.export(tmp_path / f"model{ending}")
    found, ids = read(tmp_path / f"model{ending}"), inputs_of(network)
    assert apart(judged(found, True, ids), network.run(ids).logits) <= 1e-6
    assert found["vocab"] == list(WORDS)
    assert found["answers"] == list(WORDS)


@pytest.mark.parametrize("more", [{"embedding": 0}, {"numbers": 5}], ids=["one-hot words", "numbers"])
def test_torch_reads_one_hot_words_and_numbers(tmp_path, more):
    network = network_of("lstm", **more)
    network.export(tmp_path / "model.pt")
    given = inputs_of(network)
    got = judged(read(tmp_path / "model.pt"), not network.input_size, given)
    assert apart(got, network.run(given).logits) <= 1e-6


def test_layers_that_torch_cannot_stack_in_one_module_are_modules_one_after_the_other(tmp_path):
    from lstm_core import Network

    low, high = network_of("gru"), network_of("lstm", numbers=4)
    network = Network((*low.layers, *high.layers), low.embedding, high.readout_W, high.readout_b, WORDS,
                      outputs=("a", "b"))  # fmt: skip
    network.export(tmp_path / "model.pt")
    found, ids = read(tmp_path / "model.pt"), inputs_of(low)
    assert list(found["modules"]) == ["gru0", "lstm1"]
    assert apart(judged(found, True, ids), network.run(ids).logits) <= 1e-6


@pytest.fixture(scope="module")
def keras():
    os.environ["KERAS_BACKEND"] = "torch"
    return pytest.importorskip("keras", reason="keras is not installed")


@pytest.mark.parametrize(("layers", "both"), SHAPES)
@pytest.mark.parametrize("key", [key for ending, key in held() if ending == ".keras"])
def test_keras_loads_the_file_and_computes_what_the_network_does(tmp_path, keras, key, layers, both):
    network = network_of(key, layers, both)
    network.export(tmp_path / "model.keras")
    ids = inputs_of(network)
    found = np.asarray(keras.models.load_model(tmp_path / "model.keras")(ids.T).detach())
    assert apart(np.moveaxis(found, 0, 1), network.run(ids).logits) <= 1e-6


def test_keras_reads_numbers(tmp_path, keras):
    network = network_of("gru", numbers=5)
    network.export(tmp_path / "model.keras")
    x = inputs_of(network)
    found = np.asarray(keras.models.load_model(tmp_path / "model.keras")(np.moveaxis(x, 0, 1)).detach())
    assert apart(np.moveaxis(found, 0, 1), network.run(x).logits) <= 1e-6
