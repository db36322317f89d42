"""Cells word for word as books, papers, documentation and slides print them, each with the page that it means."""

GRU_OF_OLAH = """z = sigmoid(W_hz @ h_prev + W_xz @ x)
r = sigmoid(W_hr @ h_prev + W_xr @ x)
h_tilde = tanh(W_hh @ (r * h_prev) + W_xh @ x)
h = (1 - z) * h_prev + z * h_tilde"""
LSTM = """i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)
o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
c_tilde = tanh(W_xc @ x + W_hc @ h_prev + b_c)
c = f * c_prev + i * c_tilde
h = o * tanh(c)"""
LSTM_OF_TORCH = """i = sigmoid(W_ii @ x + b_ii + W_hi @ h_prev + b_hi)
f = sigmoid(W_if @ x + b_if + W_hf @ h_prev + b_hf)
g = tanh(W_ig @ x + b_ig + W_hg @ h_prev + b_hg)
o = sigmoid(W_io @ x + b_io + W_ho @ h_prev + b_ho)
c = f * c_prev + i * g
h = o * tanh(c)"""
RNN = "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)"

BOOKS = {
    "Olah, the LSTM": (
        r"""f_t = \sigma\left(W_f \cdot [h_{t-1}, x_t] \; + \; b_f\right)
i_t = \sigma\left(W_i \cdot [h_{t-1}, x_t] \; + \; b_i\right)
o_t = \sigma\left(W_o \; [h_{t-1}, x_t] \; + \; b_o\right)
\tilde{c}_t = \tanh(W_c \cdot [h_{t-1}, x_t] \; + \; b_c)
c_t = f_t * c_{t-1} + i_t * \tilde{c}_t
h_t = o_t * \tanh(c_t)""",
        LSTM,
    ),
    "Olah, the GRU": (
        r"""z_t = \sigma(W_z \cdot [h_{t-1}, x_t])
r_t = \sigma(W_r \cdot [h_{t-1}, x_t])
\tilde{h}_t = \tanh(W \cdot [r_t * h_{t-1}, x_t])
h_t = (1 - z_t) * h_{t-1} + z_t * \tilde{h}_t""",
        GRU_OF_OLAH,
    ),
    "Olah, capital letters": (
        "fₜ = σ(W_f·[hₜ₋₁, xₜ] + b_f)\niₜ = σ(W_i·[hₜ₋₁, xₜ] + b_i)\noₜ = σ(W_o·[hₜ₋₁, xₜ] + b_o)\n"
        "C̃ₜ = tanh(W_c·[hₜ₋₁, xₜ] + b_c)\nCₜ = fₜ * Cₜ₋₁ + iₜ * C̃ₜ\nhₜ = oₜ * tanh(Cₜ)",
        LSTM,
    ),
    "Olah, peepholes": (
        r"""f_t = \sigma(W_f [C_{t-1}, h_{t-1}, x_t] + b_f)
C_t = f_t * C_{t-1} + (1 - f_t) * \tanh(W_g [h_{t-1}, x_t] + b_g)
h_t = \tanh(C_t)""",
        "f = sigmoid(W_cf @ c_prev + W_hf @ h_prev + W_xf @ x + b_f)\n"
        "c = f * c_prev + (1 - f) * tanh(W_hg @ h_prev + W_xg @ x + b_g)\nh = tanh(c)",
    ),
    "Goodfellow, Bengio and Courville, the RNN": (
        r"h^{(t)} = \tanh(b + W h^{(t-1)} + U x^{(t)})",
        RNN,
    ),
    "Elman": ("h_t = tanh(W_h x_t + U_h h_{t-1} + b_h)", RNN),
    "the RNN in words": ("h(t) = tanh(U x(t) + W h(t-1) + b)", RNN),
    "Karpathy's programme": ("h[t] = np.tanh(np.dot(Wxh, x[t]) + np.dot(Whh, h[t-1]) + bh)", RNN),
    "torch.nn.RNN": (
        r"h_t = \tanh(x_t W_{ih}^T + b_{ih} + h_{t-1}W_{hh}^T + b_{hh})",
        "h = tanh(W_ih @ x + b_ih + W_hh @ h_prev + b_hh)",
    ),
    "torch.nn.LSTM": (
        r"""\begin{array}{ll} \\
    i_t = \sigma(W_{ii} x_t + b_{ii} + W_{hi} h_{t-1} + b_{hi}) \\
    f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}) \\
    g_t = \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg}) \\
    o_t = \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho}) \\
    c_t = f_t \odot c_{t-1} + i_t \odot g_t \\
    h_t = o_t \odot \tanh(c_t) \\
\end{array}""",
        LSTM_OF_TORCH,
    ),
    "torch.nn.LSTMCell": (
        r"""\begin{array}{ll}
i = \sigma(W_{ii} x + b_{ii} + W_{hi} h + b_{hi}) \\
f = \sigma(W_{if} x + b_{if} + W_{hf} h + b_{hf}) \\
g = \tanh(W_{ig} x + b_{ig} + W_{hg} h + b_{hg}) \\
o = \sigma(W_{io} x + b_{io} + W_{ho} h + b_{ho}) \\
c' = f \odot c + i \odot g \\
h' = o \odot \tanh(c') \\
\end{array}""",
        LSTM_OF_TORCH,
    ),
    "torch.nn.GRU": (
        r"""\begin{array}{ll}
    r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{(t-1)} + b_{hr}) \\
    z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{(t-1)} + b_{hz}) \\
    n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{(t-1)}+ b_{hn})) \\
    h_t = (1 - z_t) \odot n_t + z_t \odot h_{(t-1)}
\end{array}""",
        """r = sigmoid(W_ir @ x + b_ir + W_hr @ h_prev + b_hr)
z = sigmoid(W_iz @ x + b_iz + W_hz @ h_prev + b_hz)
n = tanh(W_in @ x + b_in + r * (W_hn @ h_prev + b_hn))
h = (1 - z) * n + z * h_prev""",
    ),
    "Dive into Deep Learning, the LSTM": (
        r"""\begin{aligned}
\mathbf{I}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xi}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hi}} +
    \mathbf{b}_\textrm{i}),\\
\mathbf{F}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xf}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hf}} +
    \mathbf{b}_\textrm{f}),\\
\mathbf{O}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xo}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{ho}} +
    \mathbf{b}_\textrm{o}),
\end{aligned}
\tilde{\mathbf{C}}_t = \tanh(\mathbf{X}_t \mathbf{W}_{\textrm{xc}} +
    \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hc}} + \mathbf{b}_\textrm{c}),
\mathbf{C}_t = \mathbf{F}_t \odot \mathbf{C}_{t-1} + \mathbf{I}_t \odot \tilde{\mathbf{C}}_t.
\mathbf{H}_t = \mathbf{O}_t \odot \tanh(\mathbf{C}_t).""",
        LSTM,
    ),
    "Dive into Deep Learning, the GRU": (
        r"""\begin{aligned}
\mathbf{R}_t = \sigma(\mathbf{X}_t \mathbf{W}_{xr} + \mathbf{H}_{t-1} \mathbf{W}_{hr} + \mathbf{b}_r),\\
\mathbf{Z}_t = \sigma(\mathbf{X}_t \mathbf{W}_{xz} + \mathbf{H}_{t-1} \mathbf{W}_{hz} + \mathbf{b}_z),
\end{aligned}
\tilde{\mathbf{H}}_t = \tanh(\mathbf{X}_t \mathbf{W}_{xh} +
    \left(\mathbf{R}_t \odot \mathbf{H}_{t-1}\right) \mathbf{W}_{hh} + \mathbf{b}_h),
\mathbf{H}_t = \mathbf{Z}_t \odot \mathbf{H}_{t-1}  + (1 - \mathbf{Z}_t) \odot \tilde{\mathbf{H}}_t.""",
        """r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
h_tilde = tanh(W_xh @ x + W_hh @ (r * h_prev) + b_h)
h = z * h_prev + (1 - z) * h_tilde""",
    ),
    "Cho et al., with U": (
        """z_t = σ(W_z x_t + U_z h_{t−1} + b_z)
r_t = σ(W_r x_t + U_r h_{t−1} + b_r)
ĥ_t = tanh(W_h x_t + U_h (r_t ⊙ h_{t−1}) + b_h)
h_t = (1 − z_t) ⊙ h_{t−1} + z_t ⊙ ĥ_t""",
        """z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
h_hat = tanh(W_xh @ x + W_hh @ (r * h_prev) + b_h)
h = (1 - z) * h_prev + z * h_hat""",
    ),
    "Gers, peepholes as values per unit": (
        r"""i_t = \sigma(W_i x_t + U_i h_{t-1} + p_i \circ c_{t-1} + b_i)
o_t = \sigma(W_o x_t + U_o h_{t-1} + p_o \circ c_t + b_o)
c_t = (1 - i_t) \circ c_{t-1} + i_t \circ \tanh(W_g x_t + U_g h_{t-1} + b_g)
h_t = o_t \circ \tanh(c_t)""",
        """i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
c = (1 - i) * c_prev + i * tanh(W_xg @ x + W_hg @ h_prev + b_g)
o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
h = o * tanh(c)""",
    ),
    "Zhou et al., the minimal gated unit": (
        r"""\begin{align}
f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) \label{forget} \\
\tilde h_t &= \tanh(W_h [f_t \odot h_{t-1}, x_t] + b_h) \tag{5} \\
h_t &= (1 - f_t) \odot h_{t-1} + f_t \odot \tilde h_t
\end{align}""",
        """f = sigmoid(W_hf @ h_prev + W_xf @ x + b_f)
h_tilde = tanh(W_hh @ (f * h_prev) + W_xh @ x + b_h)
h = (1 - f) * h_prev + f * h_tilde""",
    ),
    "van der Westhuizen and Lasenby, JANET": (
        """f_t = σ(U_f h_{t-1} + W_f x_t + b_f)
c_t = f_t ⊙ c_{t-1} + (1 - f_t) ⊙ tanh(U_c h_{t-1} + W_c x_t + b_c)
h_t = c_t""",
        """f = sigmoid(W_hf @ h_prev + W_xf @ x + b_f)
c = f * c_prev + (1 - f) * tanh(W_hc @ h_prev + W_xc @ x + b_c)
h = c""",
    ),
    "Krause et al., the multiplicative RNN": (
        r"""m_t = (W_{mx} x_t) \odot (W_{mh} h_{t-1})
h_t = \tanh(W_{hx} x_t + W_{hm} m_t)""",
        "m = (W_mx @ x) * (W_mh @ h_prev)\nh = tanh(W_xh @ x + W_hm @ m)",
    ),
    "keras.layers.GRU, reset after": (
        """z = recurrent_activation(ops.dot(inputs, kernel_z) + input_bias_z + ops.dot(h_tm1, recurrent_kernel_z))
r = recurrent_activation(ops.dot(inputs, kernel_r) + input_bias_r + ops.dot(h_tm1, recurrent_kernel_r))
hh = activation(ops.dot(inputs, kernel_h) + input_bias_h + r * (ops.matmul(h_tm1, recurrent_kernel_h) +
    recurrent_bias_h))
h = z * h_tm1 + (1 - z) * hh""",
        """z = sigmoid(W_xz @ x + b_xz + W_hz @ h_prev)
r = sigmoid(W_xr @ x + b_xr + W_hr @ h_prev)
hh = tanh(W_xh @ x + b_xh + r * (W_hh @ h_prev + b_hh))
h = z * h_prev + (1 - z) * hh""",
    ),
    "keras.layers.SimpleRNN": ("h = activation(dot(inputs, kernel) + dot(h_tm1, recurrent_kernel) + bias)", RNN),
    "a programme in PyTorch": (
        """f = torch.sigmoid(W_f @ torch.cat([h_prev, x], dim=1) + b_f)
i = torch.sigmoid(W_i @ torch.cat((h_prev, x), -1) + b_i)
o = torch.sigmoid(W_o @ torch.cat([h_prev, x]) + b_o)
c_tilde = torch.tanh(W_c @ torch.cat([h_prev, x]) + b_c)
c = f * c_prev + i * c_tilde
h = o * torch.tanh(c)""",
        LSTM,
    ),
    "a slide, without braces": (
        "f = sigmoid(W_xf @ x_t + W_hf @ h_t-1 + b_f)\ng = tanh(W_xg @ x_t + W_hg @ h_t-1 + b_g)\n"
        "c = f * c_t-1 + (1 - f) * g\nh = tanh(c)",
        "f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)\ng = tanh(W_xg @ x + W_hg @ h_prev + b_g)\n"
        "c = f * c_prev + (1 - f) * g\nh = tanh(c)",
    ),
}

# What can be read in two ways, or says what a cell cannot: each with a piece of the sentence.
OPEN = {
    "c_t - 1 with spaces": ("c_t = f_t * c_t - 1\nf_t = σ(b_f)\nh_t = c_t", "may be the value of the step before"),
    "c_t-1 beside braces": ("f_t = σ(U h_{t-1})\nc_t = f_t c_t-1\nh_t = c_t", "may be the value of the step before"),
    "how far the matrix reaches": ("r_t = σ(b_r)\nh_t = U_h r_t ⊙ h_{t-1}", "open what the matrix multiplies"),
    "a matrix between": ("r_t = σ(b_r)\nh_t = r_t ⊙ h_{t-1} W_hh", "write W_f h, or w_f ⊙ h"),
    "σ with a letter": ("h_t = σ_g(W x_t + U h_{t-1})", "may be any squash"),
    "φ": ("h_t = φ(W x_t + U h_{t-1})", "may be any squash"),
    "g as a squash": ("h_t = g(W x_t + U h_{t-1})", "may be any squash"),
    "tanh without parentheses": ("h_t = tanh W x_t + b", "how far tanh reaches"),
    "two steps back": ("h_t = tanh(W x_t + U h_{t-2})", "reads this step, t, and the one before"),
    "a step ahead": ("h_t = tanh(W x_t + U h_{t+1})", "reads this step, t, and the one before"),
    "another letter for the step": ("h_k = tanh(W x_k + U h_{k-1})", "reads this step, t, and the one before"),
    "one W in two lines": ("f_t = σ(W x_t)\nh_t = f_t ⊙ tanh(W x_t)", "stands in several lines"),
    "itself": ("h = z * h + (1 - z) * tanh(W_xh x)\nz = σ(b_z)", "read before its equation"),
    "a circle": ("a_t = tanh(U_a b_t)\nb_t = tanh(U_b a_t)\nh_t = a_t", "wait for each other"),
    "the number of the equation": ("h_t = tanh(W x_t + U h_{t-1}) (2)", "number of the equation"),
    "numbers that do not count on": (
        "c_t = tanh(W x_t + U h_{t-1}) (2)\nh_t = c_t (4)",
        "number of the equation",
    ),
    "a step run together, with spaces": ("ct = σ(Wc xt)\nht = ct * ct − 1", "may be the value of the step before"),
    "a cell in single numbers": ("z_t = w_z⊤ x_t + r_z h_{t-1}\nh_t = z_t", "may be a matrix or one value per unit"),
    "two layers of one name": (
        "z_t = σ(linear_a(x_t))\nh_t = z_t ⊙ linear_a(h_{t-1})",
        "two layers of this name",
    ),
    "two layers in a line": ("h_t = tanh(Linear(x_t) + Linear(h_{t-1}))", "two layers of this name"),
    "the start": ("h_0 = 0\nh_t = tanh(W x_t + U h_{t-1})", "the start, which is 0"),
    "a small letter": ("h_t = tanh(w_x x_t + u_h h_{t-1})", "may be a matrix or one value per unit"),
    "softmax": ("h_t = tanh(W x_t + U h_{t-1})\ny_t = softmax(V h_t)", "belongs to the readout"),
    "a power": ("h_t = tanh(W x_t + U h_{t-1}^2)", "no power"),
    "a sum sign": (r"h_t = \sum_j W_j x_t", "do without it"),
    "words": ("h_t = σ(W x_t + U h_{t-1})\nwhere σ is the sigmoid", "defines nothing"),
    "a tensor product": ("h_t = tanh(W x_t) ⊗ h_{t-1}", "books use for several things"),
    "x of the step before": ("h_t = tanh(W x_{t-1} + U h_{t-1})", "reads x of this step only"),
    "who is unknown": ("h_t = tanh(W x_t + U q_{t-1})", "no line defines q"),
    "twice": ("h_t = tanh(W x_t)\nh_t = tanh(U h_{t-1})", "defined twice"),
    "one matrix, two ways": ("h_t = tanh(W_a x_t + x_t W_a)", "in another way than before"),
    "stacked in another order": (
        "f_t = σ(W_a [h_{t-1}, x_t])\nh_t = f_t ⊙ tanh(W_a [x_t, h_{t-1}])",
        "in another way than before",
    ),
    "a stack alone": ("h_t = tanh([h_{t-1}, x_t])", "a matrix must stand beside"),
    "parameters of a step": ("h_t = tanh(W_t x_t)", "the same at every step"),
    "two equals": ("h_t = y_t = tanh(W x_t)", "a second ="),
    "some with primes": ("h' = tanh(W x + U h)\nc_t = h'", "marks new values with '"),
}
