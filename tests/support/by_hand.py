"""Every shipped cell written out by hand in NumPy, one step of row vectors: what the equations are checked against."""

import numpy as np

from tests.support.maps import same_convolution


def logistic(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def net(w: dict, name: str, x: np.ndarray, h: np.ndarray) -> np.ndarray:
    """What a gate sums without peepholes."""
    return x @ w[f"W_x{name}"].T + h @ w[f"W_h{name}"].T + w[f"b_{name}"]


def rnn(w, x, h):
    return {"h": np.tanh(net(w, "h", x, h))}


def rnn_relu(w, x, h):
    return {"h": np.maximum(net(w, "h", x, h), 0)}


def lstm(w, x, h, c):
    i, f, o = (logistic(net(w, gate, x, h)) for gate in "ifo")
    g = np.tanh(net(w, "g", x, h))
    c = f * c + i * g
    return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * np.tanh(c)}


def lstm1997(w, x, h, c):
    """Equations (3) to (9) of the paper, for blocks of one cell."""
    y_in, y_out = logistic(net(w, "i", x, h)), logistic(net(w, "o", x, h))
    squashed = 4 / (1 + np.exp(-net(w, "g", x, h))) - 2
    s = c + y_in * squashed
    return {"i": y_in, "g": squashed, "o": y_out, "c": s, "h": y_out * (2 / (1 + np.exp(-s)) - 1)}


def peephole(w, x, h, c, i=None, f=None, o=None, g_squash=np.tanh, h_squash=np.tanh, coupled=False, last=None):
    """Greff et al. 2017, section II; their variants set one gate, one squash, or couple two gates."""
    last = last or {gate: 0.0 for gate in "ifo"}
    i = logistic(net(w, "i", x, h) + w["w_ci"] * c + last["i"]) if i is None else i
    if coupled:
        f = 1 - i
    f = logistic(net(w, "f", x, h) + w["w_cf"] * c + last["f"]) if f is None else f
    g = g_squash(net(w, "g", x, h))
    c = f * c + i * g
    o = logistic(net(w, "o", x, h) + w["w_co"] * c + last["o"]) if o is None else o
    return {"i": i, "f": f, "g": g, "c": c, "o": o, "h": o * h_squash(c)}


def full_gate_recurrence(w, x, h, c, i, f, o):
    last = {to: i @ w[f"W_i{to}"].T + f @ w[f"W_f{to}"].T + o @ w[f"W_o{to}"].T for to in "ifo"}
    return peephole(w, x, h, c, last=last)


def coupled(w, x, h, c):
    i, o, g = logistic(net(w, "i", x, h)), logistic(net(w, "o", x, h)), np.tanh(net(w, "g", x, h))
    c = c + i * (g - c)
    return {"i": i, "g": g, "o": o, "c": c, "h": o * np.tanh(c)}


def gru(w, x, h):
    r, z = logistic(net(w, "r", x, h)), logistic(net(w, "z", x, h))
    n = np.tanh(x @ w["W_xn"].T + w["b_n"] + r * (h @ w["W_hn"].T + w["b_hn"]))
    return {"r": r, "z": z, "n": n, "h": (1 - z) * n + z * h}


def gru_before(w, x, h):
    r, z = logistic(net(w, "r", x, h)), logistic(net(w, "z", x, h))
    n = np.tanh(net(w, "n", x, r * h))
    return {"r": r, "z": z, "n": n, "h": n + z * (h - n)}


def multiplicative(w, x, h, c):
    m = (x @ w["W_xm"].T) * (h @ w["W_hm"].T)
    renamed = {name.replace("W_m", "W_h"): array for name, array in w.items()}
    return {"m": m, **lstm(renamed, x, m, c)}


def janet(w, x, h):
    f, g = logistic(net(w, "f", x, h)), np.tanh(net(w, "g", x, h))
    return {"f": f, "g": g, "h": g + f * (h - g)}


def mgu(w, x, h):
    f = logistic(net(w, "f", x, h))
    n = np.tanh(net(w, "n", x, f * h))
    return {"f": f, "n": n, "h": h + f * (n - h)}


def leaky_echo(w, x, h):
    n = np.tanh(x @ w["W_xn"].T + 0.9 * h @ w["W_hn"].T + w["b_n"])
    return {"n": n, "h": 0.7 * h + 0.3 * n}


def slstm(w, x, h, c, norm, m):
    """Beck et al. 2024, equations (8) to (17), exponential forget gate, stabilised by the larger of two logarithms."""
    i_raw, f_raw = net(w, "i", x, h), net(w, "f", x, h)
    last = m
    m = np.where(f_raw + last > i_raw, f_raw + last, i_raw)
    i, f = np.exp(i_raw) * np.exp(-m), np.exp(f_raw + last) * np.exp(-m)
    g, o = np.tanh(net(w, "g", x, h)), logistic(net(w, "o", x, h))
    c, norm = f * c + i * g, f * norm + i
    return {
        "log_i": i_raw,
        "log_f": f_raw,
        "m": m,
        "i": i,
        "f": f,
        "g": g,
        "o": o,
        "c": c,
        "norm": norm,
        "h": o * c / norm,
    }


def minlstm(w, x, h):
    f, i, g = logistic(x @ w["W_xf"].T + w["b_f"]), logistic(x @ w["W_xi"].T + w["b_i"]), x @ w["W_xg"].T + w["b_g"]
    keep = 1 / (1 + i / f)
    return {"f": f, "i": i, "g": g, "keep": keep, "write": 1 - keep, "h": g + keep * (h - g)}


def mingru(w, x, h):
    z, n = logistic(x @ w["W_xz"].T + w["b_z"]), x @ w["W_xn"].T + w["b_n"]
    return {"z": z, "n": n, "h": n + z * (h - n)}


def diagonal(w, x, c):
    """The continuous ds/dt = rate (W x - s), exactly, over a step of length 1 in which x stays."""
    rate, target = np.exp(w["b_rate"]) + 0 * c, x @ w["W_xc"].T
    c = target + (c - target) * np.exp(-rate)
    return {"rate": rate, "a": np.exp(-rate), "c": c, "h": c @ w["W_ch"].T + x @ w["W_xh"].T + w["b_h"]}


def conv_lstm(w, x, h, c):
    """Keras's ConvLSTM2D, with one peephole per channel; maps (B, C, Y, X)."""

    def net(name):
        kernels = same_convolution(w[f"W_x{name}"], x) + same_convolution(w[f"W_h{name}"], h)
        return kernels + w[f"b_{name}"][:, None, None]

    see = {gate: w[f"w_c{gate}"][:, None, None] for gate in "ifo"}
    i, f = logistic(net("i") + see["i"] * c), logistic(net("f") + see["f"] * c)
    g = np.tanh(net("g"))
    c = f * c + i * g
    o = logistic(net("o") + see["o"] * c)
    return {"i": i, "f": f, "g": g, "c": c, "o": o, "h": o * np.tanh(c)}


def variant(**options):
    return lambda w, x, h, c: peephole(w, x, h, c, **options)


STEPS = {
    "rnn": rnn,
    "rnn_relu": rnn_relu,
    "lstm": lstm,
    "lstm1997": lstm1997,
    "peephole": peephole,
    "coupled": coupled,
    "coupled_peephole": variant(coupled=True),
    "no_input_gate": variant(i=1.0),
    "no_forget_gate": variant(f=1.0),
    "no_output_gate": variant(o=1.0),
    "no_input_activation": variant(g_squash=lambda z: z),
    "no_output_activation": variant(h_squash=lambda z: z),
    "full_gate_recurrence": full_gate_recurrence,
    "gru": gru,
    "gru_before": gru_before,
    "multiplicative": multiplicative,
    "janet": janet,
    "mgu": mgu,
    "leaky_echo": leaky_echo,
    "slstm": slstm,
    "minlstm": minlstm,
    "mingru": mingru,
    "diagonal": diagonal,
    "conv_lstm": conv_lstm,
}
