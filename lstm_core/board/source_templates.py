"""The texts that a cell's source is put together from, for NumPy and for PyTorch."""

from string import Template

FUNCTIONS = {
    "numpy": {
        "sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n",
        "tanh": "tanh = np.tanh\n",
        "relu": "def relu(z):\n    return np.maximum(z, 0)\n",
        "exp": "exp = np.exp\n",
        "log": "log = np.log\n",
        "max": "max = np.maximum\n",
        "conv": '''def conv(kernel, maps):
    """kernel (H, C, k, k), maps (C, height, width) -> (H, height, width); zeros beyond the border."""
    side = kernel.shape[-1]
    around = ((side - 1) // 2, side // 2)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(maps, ((0, 0), around, around)), (side, side), (1, 2))
    return np.einsum("hcij,cyxij->hyx", kernel, windows)
''',
    },
    "torch": {
        "sigmoid": "sigmoid = torch.sigmoid\n",
        "tanh": "tanh = torch.tanh\n",
        "relu": "relu = torch.relu\n",
        "exp": "exp = torch.exp\n",
        "log": "log = torch.log\n",
        "max": '''def max(a, b):
    """The larger of two; where they are equal, the gradient goes to the first."""
    return torch.where(b > a, b, a)
''',
        "conv": '''def conv(kernel, maps):
    """kernel (H, C, k, k), maps (C, height, width) -> (H, height, width); zeros beyond the border."""
    side = kernel.shape[-1]
    padded = torch.nn.functional.pad(maps, ((side - 1) // 2, side // 2) * 2)
    return torch.nn.functional.conv2d(padded[None], kernel)[0]
''',
    },
}
WORDS = {
    "numpy": {
        "imports": "import numpy as np",
        "zeros": "np.zeros",
        "full": "np.full",
        "like": ", x.dtype",
        "stack": "np.stack",
        "values": "NumPy arrays",
        "random": "rng = np.random.default_rng(0)",
        "normal": "rng.normal(size=$shape) / 2",
        "tail": "",
    },
    "torch": {
        "imports": "import torch",
        "zeros": "torch.zeros",
        "full": "torch.full",
        "like": ", dtype=x.dtype",
        "stack": "torch.stack",
        "values": "tensors",
        "random": "torch.manual_seed(0)",
        "normal": "torch.randn($shape) / 2",
        "tail": ".tolist()",
    },
}

PAGE = Template('''"""$title, one sequence at a time. Weights are a dictionary of $values."""

$imports
$before

def step(weights, x, state):
    """One step: x $x_shape and {name: the value before $shape} -> {name: the value now $shape}; missing = zeros."""
$body

def run(weights, xs, state=None):
    """All steps: xs (T, …) -> {name: its values over time (T, …)}."""
    state, steps = dict(state or {}), []
    for x in xs:
        state = step(weights, x, state)
        steps.append(state)
    return {name: $stack([values[name] for values in steps]) for name in steps[0]}


if __name__ == "__main__":
    $random
    T, D, H = 4, 3, 2
    weights = {
$weights
    }
    values = run(weights, $xs)
    for t, h in enumerate($shown):
        print(f"step {t}: h = {h}")
''')
