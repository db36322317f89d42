"""Cells that a person might type on the page "Invent a cell": oddities, and what the shipped cells do not have."""

from lstm_core import CELLS, Cell

INPUT = "i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)\n"
FORGET = "f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)\n"
CANDIDATE = "g = tanh(W_xg @ x + W_hg @ h_prev + b_g)\n"
OUTPUT = "o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)\n"

GRU_BEFORE = """
r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
n = tanh(W_xn @ x + W_hn @ (r * h_prev) + b_n)
h = n + z * (h_prev - n)
"""
NUDGED = "n = tanh(W_xn @ x + W_hn @ h_prev + b_n)\nh = h_prev + leak * (n - h_prev)"
TWO_MEMORIES = """
s = sigmoid(W_xs @ x + W_hs @ h_prev + b_s)
c = f * c_prev + (1 - f) * g
d = s * d_prev + (1 - s) * c
h = tanh(c + d)
"""
ODDITIES = """
keep = 1 - sigmoid(W_xk @ x + W_hk @ h_prev + b_k)
alpha = tanh(W_xa @ x - -b_a)
u = keep * c_prev - -alpha
c = u
k2 = 0.5
h = relu(c) - (k2 + alpha) * tanh(W_hz @ (alpha * h_prev) - 2 * b_z)
"""
RECURRENT_GATES = """
i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i + W_ii @ i_prev + W_if @ f_prev)
f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f + W_fi @ i_prev)
"""
MAPS = """
i = sigmoid(conv(W_xi, x) + conv(W_hi, h_prev) + b_i)
g = tanh(conv(W_xg, x) + b_g)
h = (1 - i) * h_prev + i * g
"""
FUNCTIONS = """
a = exp(W_xa @ x - max(h_prev, b_a)) / (1 + exp(-h_prev))
b = min(a, 0.3 + w_b * c_prev) + abs(W_xb @ x) + log(1 + exp(w_b))
c = softsign(b) * c_prev / 2 + hard_sigmoid(W_hc @ h_prev + b_c)
h = silu(c) - max(a / (2 + abs(c)), -0.1) + softplus(c_prev)
"""

TYPED = {
    "functions": Cell("Functions", FUNCTIONS),
    "nudged": Cell("Nudged", NUDGED, constants={"leak": 0.3}),
    "gru, reset before": Cell("GRU, reset before", GRU_BEFORE),
    "minimal": Cell("Minimal", "h = W_xh @ x"),
    "no past": Cell("No past", "a = relu(W_xa @ x + b_a)\nh = tanh(W_ah @ a + b_h)"),
    "two memories": Cell("Two memories", FORGET + CANDIDATE + TWO_MEMORIES),
    "gates read gates": Cell("Gates", RECURRENT_GATES + CANDIDATE + OUTPUT + "c = f * c_prev + i * g\nh = o * tanh(c)"),
    "oddities": Cell("Oddities", ODDITIES),
    "weight per unit": Cell("Weight per unit", "h = w_h * h_prev + relu(W_xh @ x)"),
    "unnamed gate": Cell("Unnamed gate", "h = sigmoid(W_xk @ x + b_k) * h_prev + W_xh @ x"),
    "what is kept is read": Cell("Read", INPUT + FORGET + "k = f * c_prev\nq = tanh(k)\nc = k + i * q\nh = tanh(c)"),
    "signs": Cell("Signs", "h = tanh(1 - (-h_prev + (1 - W_xh @ x)) - -(b_a - -b_c) + (-b_d * b_a - 2 * b_c)) * --b_d"),
    "subtracts": Cell("Subtracts", FORGET + CANDIDATE + "c = -(g - f * c_prev)\nh = tanh(-c)"),
}
SPATIAL = {"maps": Cell("Maps", MAPS), "even maps": Cell("Even maps", MAPS, constants={"k": 2})}
SPATIAL |= {key: cell for key, cell in CELLS.items() if cell.spatial}


def cells() -> dict[str, Cell]:
    """Every registered cell and the typed ones, without those that compute maps."""
    return {**{key: cell for key, cell in CELLS.items() if not cell.spatial}, **TYPED}
