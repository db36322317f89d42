"""A 'same' convolution of maps with a kernel, and its two gradients: the product of cells with a value per pixel."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(maps: np.ndarray, side: int, turned: bool = False) -> np.ndarray:
    """(B, C, height, width) -> (B, C, height, width, side, side): what each pixel sees, zeros beyond the border.

    A kernel of even side sees one pixel more after than before; `turned` is the other way round.
    """
    before, after = (side // 2, (side - 1) // 2) if turned else ((side - 1) // 2, side // 2)
    padded = np.pad(maps, ((0, 0), (0, 0), (before, after), (before, after)))
    return sliding_window_view(padded, (side, side), axis=(2, 3))


def forward(kernel: np.ndarray, maps: np.ndarray) -> np.ndarray:
    """kernel (H, C, k, k), maps (B, C, height, width) -> (B, H, height, width)."""
    return _product(kernel, windows(maps, kernel.shape[-1]))


def backward_value(kernel: np.ndarray, d: np.ndarray) -> np.ndarray:
    """The gradient of the maps: each pixel of d (B, H, height, width) goes back to all that it saw."""
    turned = np.swapaxes(kernel[:, :, ::-1, ::-1], 0, 1)  # (C, H, k, k): from the other side
    return _product(turned, windows(d, kernel.shape[-1], turned=True))


def backward_kernel(d: np.ndarray, maps: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The gradient of the kernel, (H, C, k, k); the kernel itself only says how large k is."""
    return np.einsum("bhyx,bcyxij->hcij", d, windows(maps, kernel.shape[-1]), optimize=True)


def _product(kernel: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Each map of the kernel (H, C, k, k) times what each pixel sees, as one product of matrices."""
    batch, _, *size, _, _ = seen.shape
    columns = seen.transpose(1, 4, 5, 0, 2, 3).reshape(kernel[0].size, -1)
    out = kernel.reshape(len(kernel), -1) @ columns  # (H, C·k·k) @ (C·k·k, B·height·width)
    return np.swapaxes(out.reshape(len(kernel), batch, *size), 0, 1)
