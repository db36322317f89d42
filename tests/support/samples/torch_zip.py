"""Files of torch.save: a state dict, a checkpoint of training with words, and a whole module."""

from tests.support.checkpoints import Call, checkpoint
from tests.support.state_dicts import state_dict


def parameter(values: object) -> Call:
    return Call("torch._utils._rebuild_parameter", (values, True, Call("collections.OrderedDict")))


def module(name: str, parameters: dict, modules: dict | None = None, **settings: object) -> Call:
    """A module as a pickle says it: its class by name, and a dictionary of what it holds."""
    held = {"_parameters": {key: parameter(values) for key, values in parameters.items()}, "_buffers": {}}
    return Call(name, (), {"training": True, **held, "_modules": modules or {}, **settings})


INNER = module("torch.nn.modules.rnn.RNN", state_dict("rnn", prefix=""), mode="RNN_RELU", batch_first=True, dropout=0.0)
SAMPLES = {
    "lstm.pt": checkpoint(state_dict(layers=2)),
    "training.ckpt": checkpoint(
        {
            "epoch": 3,
            "state_dict": state_dict("gru", prefix="module.rnn."),
            "optimizer": {"state": {0: {"step": 7.0}}, "param_groups": [{"lr": 0.1, "betas": (0.9, 0.999)}]},
            "stoi": {"a": 0, "b": 1, "c": 2},
        }
    ),
    "whole.pth": checkpoint(module("__main__.Net", {}, {"rnn": INNER})),
}
