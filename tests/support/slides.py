"""Slides of lectures as their texts arrive: pasted from a PDF, in LaTeX, from PyTorch's pages; and the cell meant."""

from tests.support.books import GRU_OF_OLAH, LSTM, LSTM_OF_TORCH

COUPLED = """f = sigmoid(W_hf @ h_prev + W_xf @ x + b_f)
c_tilde = tanh(W_hC @ h_prev + W_xC @ x + b_C)
o = sigmoid(W_ho @ h_prev + W_xo @ x + b_o)
c = f * c_prev + (1 - f) * c_tilde
h = o * tanh(c)"""
COUPLED_OF_TORCH = """f = sigmoid(W_if @ x + b_if + W_hf @ h_prev + b_hf)
g = tanh(W_ig @ x + b_ig + W_hg @ h_prev + b_hg)
o = sigmoid(W_io @ x + b_io + W_ho @ h_prev + b_ho)
c = f * c_prev + (1 - f) * g
h = o * tanh(c)"""
GRU = """z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
h_tilde = tanh(W_xh @ x + W_hh @ (r * h_prev) + b_h)
h = (1 - z) * h_prev + z * h_tilde"""
GRU_OF_TORCH = """r = sigmoid(W_ir @ x + b_ir + W_hr @ h_prev + b_hr)
z = sigmoid(W_iz @ x + b_iz + W_hz @ h_prev + b_hz)
n = tanh(W_in @ x + b_in + r * (W_hn @ h_prev + b_hn))
h = (1 - z) * n + z * h_prev"""
PEEPHOLE = """i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
f = sigmoid(W_xf @ x + W_hf @ h_prev + w_cf * c_prev + b_f)
c = f * c_prev + i * tanh(W_xc @ x + W_hc @ h_prev + b_c)
o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
h = o * tanh(c)"""
RAW = """i_tilde = W_xi @ x + W_hi @ h_prev + b_i
f_tilde = W_xf @ x + W_hf @ h_prev + b_f
z = tanh(W_xz @ x + W_hz @ h_prev + b_z)
o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
"""
SLSTM = (
    RAW
    + """m = max({log_f} + m_prev, i_tilde)
i = exp(i_tilde - m)
f = exp({log_f} + m_prev - m)
c = f * c_prev + i * z
n = f * n_prev + i
h = o * c / n"""
)
EXPONENTIAL, SIGMOID = SLSTM.format(log_f="f_tilde"), SLSTM.format(log_f="log_sigmoid(f_tilde)")
MINGRU = "z = sigmoid(W_xz @ x{b_z})\nh_tilde = W_xh @ x{b_h}\nh = (1 - z) * h_prev + z * h_tilde"

SLIDES = {
    "LSTM, pasted": (
        """ft = σ(Wf · [ht−1, xt] + bf)
it = σ(Wi · [ht−1, xt] + bi)
c̃t = tanh(Wc · [ht−1, xt] + bc)
ct = ft ∗ ct−1 + it ∗ c̃t
ot = σ(Wo · [ht−1, xt] + bo)
ht = ot ∗ tanh(ct)""",
        LSTM,
    ),
    "LSTM, pasted in a mathematical font": (
        """𝑓𝑡 = 𝜎(𝑊𝑓 𝑥𝑡 + 𝑈𝑓 ℎ𝑡−1 + 𝑏𝑓)
𝑖𝑡 = 𝜎(𝑊𝑖 𝑥𝑡 + 𝑈𝑖 ℎ𝑡−1 + 𝑏𝑖)
𝑜𝑡 = 𝜎(𝑊𝑜 𝑥𝑡 + 𝑈𝑜 ℎ𝑡−1 + 𝑏𝑜)
𝑐̃𝑡 = tanh(𝑊𝑐 𝑥𝑡 + 𝑈𝑐 ℎ𝑡−1 + 𝑏𝑐)
𝑐𝑡 = 𝑓𝑡 ⊙ 𝑐𝑡−1 + 𝑖𝑡 ⊙ 𝑐̃𝑡
ℎ𝑡 = 𝑜𝑡 ⊙ tanh(𝑐𝑡)""",
        LSTM,
    ),
    "LSTM, in LaTeX, numbered": (
        r"""\begin{aligned}
f_t &= \sigma\left(W_f x_t + U_f h_{t-1} + b_f\right) \quad (3) \\
i_t &= \sigma\left(W_i x_t + U_i h_{t-1} + b_i\right) \quad (4) \\
o_t &= \sigma\left(W_o x_t + U_o h_{t-1} + b_o\right) \quad (5) \\
\tilde{c}_t &= \tanh\left(W_c x_t + U_c h_{t-1} + b_c\right) \quad (6) \\
c_t &= f_t \odot c_{t-1} + i_t \odot \tilde{c}_t, \quad (7) \\
h_t &= o_t \odot \tanh(c_t). \quad (8)
\end{aligned}""",
        LSTM,
    ),
    "LSTM, of PyTorch": (
        """it\u200b=σ(Wii\u200bxt\u200b+bii\u200b+Whi\u200bht−1\u200b+bhi\u200b)
ft\u200b=σ(Wif\u200bxt\u200b+bif\u200b+Whf\u200bht−1\u200b+bhf\u200b)
gt\u200b=tanh(Wig\u200bxt\u200b+big\u200b+Whg\u200bht−1\u200b+bhg\u200b)
ot\u200b=σ(Wio\u200bxt\u200b+bio\u200b+Who\u200bht−1\u200b+bho\u200b)
ct\u200b=ft\u200b⊙ct−1\u200b+it\u200b⊙gt\u200b
ht\u200b=ot\u200b⊙tanh(ct\u200b)""",
        LSTM_OF_TORCH,
    ),
    "peephole LSTM, pasted": (
        """iₜ = σ(Wxi xₜ + Whi hₜ₋₁ + Wci ∘ cₜ₋₁ + bi)
fₜ = σ(Wxf xₜ + Whf hₜ₋₁ + Wcf ∘ cₜ₋₁ + bf)
cₜ = fₜ ∘ cₜ₋₁ + iₜ ∘ tanh(Wxc xₜ + Whc hₜ₋₁ + bc)
oₜ = σ(Wxo xₜ + Who hₜ₋₁ + Wco ∘ cₜ + bo)
hₜ = oₜ ∘ tanh(cₜ)""",
        PEEPHOLE,
    ),
    "peephole LSTM, in LaTeX": (
        r"""\begin{align}
i_t &= \sigma(W_{xi} x_t + W_{hi} h_{t-1} + w_{ci} \odot c_{t-1} + b_i) \\
f_t &= \sigma(W_{xf} x_t + W_{hf} h_{t-1} + w_{cf} \odot c_{t-1} + b_f) \\
c_t &= f_t \odot c_{t-1} + i_t \odot \tanh(W_{xc} x_t + W_{hc} h_{t-1} + b_c) \\
o_t &= \sigma(W_{xo} x_t + W_{ho} h_{t-1} + w_{co} \odot c_t + b_o) \\
h_t &= o_t \odot \tanh(c_t)
\end{align}""",
        PEEPHOLE,
    ),
    "coupled LSTM, pasted": (
        """ft = σ(Wf · [ht−1, xt] + bf)
C̃t = tanh(WC · [ht−1, xt] + bC)
ot = σ(Wo · [ht−1, xt] + bo)
Ct = ft ∗ Ct−1 + (1 − ft) ∗ C̃t
ht = ot ∗ tanh(Ct)""",
        COUPLED,
    ),
    "coupled LSTM, of PyTorch": (
        r"""f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf}) \\
g_t = \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg}) \\
o_t = \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho}) \\
c_t = f_t \odot c_{t-1} + (1 - f_t) \odot g_t \\
h_t = o_t \odot \tanh(c_t)""",
        COUPLED_OF_TORCH,
    ),
    "GRU, pasted": (
        """zt = σ(Wz xt + Uz ht−1 + bz)   (1)
rt = σ(Wr xt + Ur ht−1 + br)   (2)
h̃t = tanh(Wh xt + Uh (rt ⊙ ht−1) + bh)   (3)
ht = (1 − zt) ⊙ ht−1 + zt ⊙ h̃t   (4)""",
        GRU,
    ),
    "GRU, in LaTeX": (
        r"""\[
\begin{aligned}
z_t &= \sigma(W_{z}x_t + U_{z}h_{t-1} + b_z), \\
r_t &= \sigma(W_{r}x_t + U_{r}h_{t-1} + b_r), \\
\tilde{h}_t &= \tanh(W_{h}x_t + U_{h}(r_t \odot h_{t-1}) + b_h), \\
h_t &= (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t.
\end{aligned}
\]""",
        GRU,
    ),
    "GRU without biases, pasted": (
        "zt = σ (Wz · [ht−1, xt])\nrt = σ (Wr · [ht−1, xt])\nh̃t = tanh (W · [rt ∗ ht−1, xt])\n"
        "ht = (1 − zt) ∗ ht−1 + zt ∗ h̃t",
        GRU_OF_OLAH,
    ),
    "GRU, of PyTorch": (
        """rt\u200b=σ(Wir\u200bxt\u200b+bir\u200b+Whr\u200bh(t−1)\u200b+bhr\u200b)
zt\u200b=σ(Wiz\u200bxt\u200b+biz\u200b+Whz\u200bh(t−1)\u200b+bhz\u200b)
nt\u200b=tanh(Win\u200bxt\u200b+bin\u200b+rt\u200b⊙(Whn\u200bh(t−1)\u200b+bhn\u200b))
ht\u200b=(1−zt\u200b)⊙nt\u200b+zt\u200b⊙h(t−1)\u200b""",
        GRU_OF_TORCH,
    ),
    "sLSTM in the order of the paper, pasted": (
        """cₜ = f′ₜ ⊙ cₜ₋₁ + i′ₜ ⊙ zₜ
nₜ = f′ₜ ⊙ nₜ₋₁ + i′ₜ
hₜ = oₜ ⊙ h̃ₜ, h̃ₜ = cₜ / nₜ
zₜ = tanh(z̃ₜ), z̃ₜ = W_z xₜ + R_z hₜ₋₁ + b_z
iₜ = exp(ĩₜ), ĩₜ = W_i xₜ + R_i hₜ₋₁ + b_i
fₜ = σ(f̃ₜ), f̃ₜ = W_f xₜ + R_f hₜ₋₁ + b_f
oₜ = σ(õₜ), õₜ = W_o xₜ + R_o hₜ₋₁ + b_o
mₜ = max(log(fₜ) + mₜ₋₁, log(iₜ))
i′ₜ = exp(log(iₜ) − mₜ)
f′ₜ = exp(log(fₜ) + mₜ₋₁ − mₜ)""",
        SIGMOID,
    ),
    "sLSTM in the order of the paper, in LaTeX": (
        r"""\begin{align}
\boldsymbol{c}_t &= \boldsymbol{f}_t^{\prime} \odot \boldsymbol{c}_{t-1} + \boldsymbol{i}_t^{\prime} \odot z_t \\
n_t &= f_t^{\prime} \odot n_{t-1} + i'_t \\
h_t &= o_t \odot \tilde{h}_t, \qquad \tilde{h}_t = \frac{c_t}{n_t} \\
z_t &= \tanh(\tilde{z}_t), \qquad \tilde{z}_t = W_z x_t + R_z h_{t-1} + b_z \\
\tilde{i}_t &= W_i x_t + R_i h_{t-1} + b_i \\
\tilde{f}_t &= W_f x_t + R_f h_{t-1} + b_f \\
o_t &= \sigma(\tilde{o}_t), \qquad \tilde{o}_t = W_o x_t + R_o h_{t-1} + b_o \\
m_t &= \max\left(\tilde{f}_t + m_{t-1}, \tilde{i}_t\right) \\
i_t^{\prime} &= \exp\left(\tilde{i}_t - m_t\right) \\
f_t^{\prime} &= \exp\left(\tilde{f}_t + m_{t-1} - m_t\right)
\end{align}""",
        EXPONENTIAL,
    ),
    "sLSTM, of PyTorch": (
        """z = torch.tanh(W_z @ x + R_z @ h_prev + b_z)
o = torch.sigmoid(W_o @ x + R_o @ h_prev + b_o)
i_tilde = W_i @ x + R_i @ h_prev + b_i
log_f = F.logsigmoid(W_f @ x + R_f @ h_prev + b_f)
m = torch.maximum(log_f + m_prev, i_tilde)
i = torch.exp(i_tilde - m)
f = torch.exp(log_f + m_prev - m)
c = f * c_prev + i * z
n = f * n_prev + i
h = o * c / n""",
        SIGMOID,
    ),
    "minGRU, pasted": (
        "ht = (1 − zt) ⊙ ht−1 + zt ⊙ h̃t\nzt = σ(Wz xt)\nh̃t = Wh xt",
        MINGRU.format(b_z="", b_h=""),
    ),
    "minGRU in the order of the paper, in LaTeX": (
        r"""\begin{aligned}
\boldsymbol{h}_t &= (\mathbf{1} - \boldsymbol{z}_t) \odot \boldsymbol{h}_{t-1} +
    \boldsymbol{z}_t \odot \tilde{\boldsymbol{h}}_t \\
\boldsymbol{z}_t &= \sigma(\mathrm{Linear}_{d_h}(\boldsymbol{x}_t)) \\
\tilde{\boldsymbol{h}}_t &= \mathrm{Linear}_{d_h}(\boldsymbol{x}_t)
\end{aligned}""",
        MINGRU.format(b_z=" + b_z", b_h=" + b_h_tilde"),
    ),
    "minGRU, of PyTorch": (
        "z = torch.sigmoid(self.linear_z(x))\nh_tilde = self.linear_h(x)\nh = (1 - z) * h_prev + z * h_tilde",
        MINGRU.format(b_z=" + b_z", b_h=" + b_h"),
    ),
    "minGRU with functions of PyTorch": (
        "z = torch.sigmoid(F.linear(x, W_z, b_z))\nh_tilde = F.linear(x, W_h, b_h)\nh = (1 - z) * h_prev + z * h_tilde",
        MINGRU.format(b_z=" + b_z", b_h=" + b_h"),
    ),
    "minLSTM, in LaTeX": (
        r"""f_t = \sigma(W_f x_t + b_f), \quad i_t = \sigma(W_i x_t + b_i) \\
f'_t = \frac{f_t}{f_t + i_t}, \quad i'_t = \frac{i_t}{f_t + i_t} \\
\tilde{h}_t = W_h x_t + b_h \\
h_t = f'_t \odot h_{t-1} + i'_t \odot \tilde{h}_t""",
        "f = sigmoid(W_xf @ x + b_f)\ni = sigmoid(W_xi @ x + b_i)\n"
        "h = f / (f + i) * h_prev + i / (f + i) * (W_xh @ x + b_h)",
    ),
}
