"""A 'same' convolution of maps with a kernel, and its two gradients: the product of cells with a value per pixel."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(maps: np.ndarray, side: int) -> np.ndarray:
    """(B, C, height, width) -> (B, C, height, width, side, side): what each pixel sees, zeros beyond the border."""
    before, after = (side - 1) // 2, side // 2
    padded = np.pad(maps, ((0, 0), (0, 0), (before, after), (before, after)))
    return sliding_window_view(padded, (side, side), axis=(2, 3))


def forward(kernel: np.ndarray, maps: np.ndarray) -> np.ndarray:
    """kernel (H, C, k, k), maps (B, C, height, width) -> (B, H, height, width)."""
    return np.einsum("hcij,bcyxij->bhyx", kernel, windows(maps, kernel.shape[-1]), optimize=True)


def backward_value(kernel: np.ndarray, d: np.ndarray) -> np.ndarray:
    """The gradient of the maps: each pixel of d (B, H, height, width) goes back to all that it saw."""
    side, (height, width) = kernel.shape[-1], d.shape[2:]
    before = (side - 1) // 2
    out = np.zeros((len(d), kernel.shape[1], height + side - 1, width + side - 1), d.dtype)
    for i in range(side):
        for j in range(side):
            out[:, :, i : i + height, j : j + width] += np.einsum("hc,bhyx->bcyx", kernel[:, :, i, j], d, optimize=True)
    return out[:, :, before : before + height, before : before + width]


def backward_kernel(d: np.ndarray, maps: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The gradient of the kernel, (H, C, k, k); the kernel itself only says how large k is."""
    return np.einsum("bhyx,bcyxij->hcij", d, windows(maps, kernel.shape[-1]), optimize=True)
