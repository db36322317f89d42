"""The signs, letters and words of lectures, LaTeX and the frameworks' documentation, and what they are called here."""

import re

from lstm_core.equations.graph import FUNCTIONS as KNOWN

PLAIN = {  # a sign of a book or a command of LaTeX -> the sign that the grammar knows
    **dict.fromkeys("−–—‒", "-"),
    **dict.fromkeys(("·", "⋅", "∙", "•", "×", "∗", r"\cdot", r"\times", r"\ast"), "*"),
    **dict.fromkeys(("⊙", "∘", "◦", "○", r"\odot", r"\circ"), "⊙"),
    **dict.fromkeys((":=", "←", "≡", "≔", "≜", r"\leftarrow", r"\gets", r"\equiv", r"\triangleq", r"\coloneqq"), "="),
    **dict.fromkeys(("′", "’", r"\prime"), "'"),
    **{"÷": "/", r"\div": "/", r"\lbrack": "[", r"\rbrack": "]", "⟨": "<", "⟩": ">", r"\langle": "<", r"\rangle": ">"},
    **{r"\{": "(", r"\}": ")", r"\top": "T", r"\intercal": "T", "⊤": "T", r"\colon": ":"},
}
ALPHABET = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lam mu nu xi omicron pi rho sigma tau upsilon phi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega epsilon phi"
)
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ", ALPHABET.split(), strict=True))
GREEK_COMMANDS = {
    **{f"\\{name}": name for name in GREEK.values()},
    **{r"\lambda": "lam", r"\varepsilon": "epsilon", r"\varphi": "phi", r"\varsigma": "sigma"},
}
LOOK_ALIKE = dict(zip("аеорсхуіјѕһԁкАВЕНІКМОРСТХ", "aeopcxyijshdkABEHIKMOPCTX", strict=True))  # Cyrillic
BELOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
ABOVE = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", "0123456789+-()abcdefghijklmnoprstuvwxyzT", strict=True))
ACCENTS = {"\u0303": "tilde", "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot"}
ACCENT_COMMANDS = {
    **{r"\tilde": "tilde", r"\widetilde": "tilde", r"\hat": "hat", r"\widehat": "hat", r"\bar": "bar", r"\dot": "dot"},
    r"\overline": "bar",
}
FACES = (
    "mathbf mathrm mathit mathsf mathcal mathbb mathtt mathnormal boldsymbol bm vec operatorname operatorname* text "
    "textrm textbf textit textsf texttt pmb rm bf it symbf symup mathop"
)
LAYOUT = (
    "left right big Big bigl bigr Bigl Bigr bigg Bigg biggl biggr quad qquad displaystyle textstyle nonumber notag "
    "limits middle mathstrut , ; : ! [ ] ( ) >"
)
FONTS = {f"\\{name}" for name in FACES.split()}
SPACES = {f"\\{name}" for name in LAYOUT.split()} | {"\\ "}
DROPPED_WITH_GROUP = {
    r"\label",
    r"\tag",
    r"\hspace",
    r"\vspace",
    r"\phantom",
    r"\begin",
    r"\end",
    r"\tag*",
    r"\hspace*",
}
INVISIBLE = frozenset("\u200b\ufeff\u00ad\u2061\u2062\u2063\u2060")

FUNCTIONS = {  # other words for a function
    **dict.fromkeys(("sigma", "sigm", "sig", "logistic", "Sigmoid", "logsig", "recurrent_activation"), "sigmoid"),
    **dict.fromkeys(("Tanh", "th", "activation", "tansig"), "tanh"),
    **dict.fromkeys(("ReLU", "Relu", "ReLu"), "relu"),
    **dict.fromkeys(("maximum", "Max"), "max"),
    **dict.fromkeys(("minimum", "Min"), "min"),
    **dict.fromkeys(("logsigmoid", "LogSigmoid"), "log_sigmoid"),
    **{"ln": "log", "Softplus": "softplus", "swish": "silu", "SiLU": "silu"},
}
STACKED = {"concat", "concatenate", "cat", "stack", "hstack", "vstack", "Concat", "concatenation"}
PRODUCTS = {"dot", "matmul", "mm", "mv"}
LAYERS = ("Linear", "linear")
NAMESPACES = "np numpy jnp torch tf K F nn functional keras ops self math backend cell"
PREFIXES = set(NAMESPACES.split())
OF_THE_READOUT = {"softmax", "log_softmax", "argmax", "Softmax"}
KERAS = {"kernel": "W", "recurrent_kernel": "W", "bias": "b", "input_bias": "b", "recurrent_bias": "b", "weight": "W"}
BEFORE = {"t-1", "tm1", "prev", "previous", "old", "last", "before", "t_1", "tminus1", "t−1"}
LONG_WORDS = {word for word in (*KNOWN, *FUNCTIONS, *OF_THE_READOUT) if "_" in word}
IDENTIFIER = re.compile(r"[A-Za-z]\w*", re.ASCII)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*", re.ASCII)
DIGITS = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+(?![A-Za-z_]))?", re.ASCII)
COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.ASCII | re.DOTALL)
RUN_TOGETHER = re.compile(r"([WUVRb])([a-z]{1,2})", re.ASCII)  # Wf, bf
