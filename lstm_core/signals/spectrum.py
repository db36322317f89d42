"""All singular values of a long product of Jacobians, which is never formed: QR keeps what the product would lose."""

import numpy as np

SPREAD = 1e12  # largest to smallest in one factor: beyond it the smallest would keep fewer than four digits
TOGETHER = 16  # Jacobians in one factor at most


def log_singular_values(jacobians: np.ndarray, sweeps: int = 4) -> np.ndarray:
    """ln of all singular values of the product J_T … J_1, largest first, (S·H,), exact far below 1e-300.

    The product is turned into a product of triangular factors by QR, and again with the factors transposed, until only
    their diagonals count (the periodic QR iteration; two sweeps are one of its steps). 0 is -inf.
    """
    factors = _triangular(np.asarray(jacobians, np.float64))
    for _ in range(max(1, sweeps) - 1):
        q, turned = np.eye(factors[0].shape[0]), []
        for factor in reversed(factors):
            q, r = np.linalg.qr(factor.T @ q)
            turned.append(r)
        factors = turned
    with np.errstate(divide="ignore"):
        logs = np.log(np.abs(np.diagonal(factors, axis1=1, axis2=2))).sum(axis=0)
    return np.sort(logs)[::-1]


def _triangular(jacobians: np.ndarray) -> list[np.ndarray]:
    """Triangular factors of J_T … J_1 up to a rotation on either side, several Jacobians in one where that is safe."""
    q, factors, t, together = np.eye(jacobians.shape[1]), [], 0, 1
    while t < len(jacobians):
        part, product = jacobians[t : t + together], q
        for J in part:
            product = np.dot(J, product)  # (S·H, S·H) @ (S·H, S·H)
        turned, r = np.linalg.qr(product)
        sizes = np.abs(np.diag(r))
        spread = np.inf if sizes.min() == 0 else sizes.max() / sizes.min()
        if spread > SPREAD and len(part) > 1:
            together = len(part) // 2
            continue
        q, t = turned, t + len(part)
        factors.append(r)
        room = np.log(SPREAD) / max(np.log(spread), 1e-9)
        together = int(np.clip(len(part) * room, 1, TOGETHER))
    return factors
