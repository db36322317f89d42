"""A convolution of maps as a loop over pixels: slow, and nothing else than the definition."""

import numpy as np


def same_convolution(kernel: np.ndarray, maps: np.ndarray) -> np.ndarray:
    """kernel (F, C, k, k), maps (B, C, Y, X) -> (B, F, Y, X); beyond the border all is 0."""
    (filters, _, side, _), (batch, _, height, width) = kernel.shape, maps.shape
    out = np.zeros((batch, filters, height, width), maps.dtype)
    for y in range(height):
        for x in range(width):
            for j in range(side):
                for i in range(side):
                    v, u = y + j - (side - 1) // 2, x + i - (side - 1) // 2
                    if 0 <= v < height and 0 <= u < width:
                        out[:, :, y, x] += maps[:, :, v, u] @ kernel[:, :, j, i].T
    return out
