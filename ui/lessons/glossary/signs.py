"""How each term is written: on these pages, in PyTorch, in textbooks; and the lesson in which one sees it."""

from typing import NamedTuple


class Sign(NamedTuple):
    """Where a term is seen; its formula here and in textbooks as LaTeX, its name in PyTorch; "" where it has none."""

    lesson: str
    here: str = ""
    pytorch: str = ""
    textbook: str = ""


SIGNS = {
    "baseline": Sign("moving"),
    "held out": Sign("why_memory"),
    "loss": Sign("race", "L", "torch.nn.CrossEntropyLoss", r"\mathcal{L}"),
    "nats": Sign("big_demos", "", "torch.nn.NLLLoss", r"-\ln p"),
    "perplexity": Sign("big_demos", "", "", r"e^{\mathcal{L}}"),
    "logit": Sign("way_back", "", "torch.logit", "z_k"),
    "softmax": Sign("attention", "p", "torch.nn.Softmax", r"e^{z_k} / \sum_j e^{z_j}"),
    "readout": Sign("roads", "", "torch.nn.Linear", "W_{hy} h_t + b_y"),
    "embedding": Sign("way_back", "x_t", "torch.nn.Embedding", "x_t = E_{w_t}"),
    "bias": Sign("vanishing", "b_f", "torch.nn.LSTM.bias_ih_l0", "b_f"),
    "seed": Sign("why_memory", "", "torch.manual_seed"),
    "median": Sign("race", "", "torch.median"),
    "correlation": Sign("big_demos", "", "torch.corrcoef", "r"),
    "gradient": Sign("vanishing", r"\partial L / \partial h_t", "torch.Tensor.grad", r"\nabla_{h_t} \mathcal{L}"),
    "backpropagation": Sign("way_back", "", "torch.Tensor.backward"),
    "batch": Sign("race", "B", "torch.utils.data.DataLoader", "B"),
    "checkpoint": Sign("france", "", "torch.save"),
    "clipped": Sign("vanishing", "", "torch.nn.utils.clip_grad_norm_", r"\lVert g \rVert \le \theta"),
    "truncation window": Sign("way_back", "", "torch.Tensor.detach", "k_2"),
    "dropout": Sign("layers", "", "torch.nn.Dropout", "p"),
    "chrono": Sign("race", "b_f", "", r"b_f \sim \ln\, U(1, T - 1)"),
    "half-life": Sign("vanishing", "", "", r"-\ln 2 / \ln f"),
    "belt": Sign("vanishing", r"\partial c_t / \partial c_{t-1} = f_t", "", r"\partial c_t / \partial c_{t-1}"),
    "Jacobian": Sign("vanishing", r"\partial h_t / \partial h_{t-1}", "torch.autograd.functional.jacobian", "J_t"),
    "singular value": Sign("vanishing", "", "torch.linalg.svdvals", r"\sigma_{\max}"),
    "eigenvalue": Sign("vanishing", "", "torch.linalg.eigvals", r"\lambda"),
    "spectral radius": Sign("roads", "", "", r"\rho(W)"),
    "orthogonal": Sign("vanishing", "", "torch.nn.init.orthogonal_", r"W^{\top} W = I"),
    "ablation": Sign("family"),
    "convolution": Sign("moving", r"\ast", "torch.nn.Conv2d", r"\ast"),
    "reservoir": Sign("roads"),
    "temperature": Sign("big_demos", "", "", r"z_k / T"),
}

# the values of a cell: its key in lstm_core.cells, its name: where it is seen, what holds it or its weights in PyTorch
VALUES = {
    ("lstm", "f"): ("one_step", "weight_ih_l0[H : 2 * H]"),
    ("lstm", "i"): ("one_step", "weight_ih_l0[0 : H]"),
    ("lstm", "g"): ("one_step", "weight_ih_l0[2 * H : 3 * H]"),
    ("lstm", "o"): ("one_step", "weight_ih_l0[3 * H : 4 * H]"),
    ("lstm", "c"): ("france", "c_n"),
    ("lstm", "h"): ("france", "h_n"),
    ("gru", "r"): ("family", "weight_ih_l0[0 : H]"),
    ("gru", "z"): ("family", "weight_ih_l0[H : 2 * H]"),
    ("gru", "n"): ("family", "weight_ih_l0[2 * H : 3 * H]"),
}
