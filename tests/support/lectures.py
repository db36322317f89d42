"""Cells printed as lectures, books and documentation print them: a page of the language in six other notations."""

import ast
import re
from types import MappingProxyType as Map

from lstm_core import CELLS

PAGES = {key: CELLS[key].text for key in ("rnn", "lstm", "peephole", "coupled", "gru", "gru_before", "mgu", "janet")}


class Notation:
    """How names, products and signs are printed; each method may be replaced by one notation."""

    times, minus, squash = " * ", " - ", Map({"sigmoid": "sigmoid", "tanh": "tanh"})
    opening, closing, ends, equals = "", "", "\n", " = "

    def now(self, name: str) -> str:
        return f"{name}_t"

    def before(self, name: str) -> str:
        return f"{name}_t-1"

    def matrix(self, source: str, target: str) -> str:
        return f"W_{source}{target} @ "

    def product(self, source: str, target: str, value: str) -> str:
        return self.matrix(source, target) + value

    def peephole(self, target: str) -> str:
        return f"w_c{target}"

    def bias(self, target: str) -> str:
        return f"b_{target}"

    def intended(self, text: str) -> str:
        """The page in the language, under the names of what is learned that are printed."""
        return text

    def page(self, text: str) -> str:
        lines = [ast.parse(line).body[0] for line in text.splitlines()]
        printed = [self.now(line.targets[0].id) + self.equals + self.write(line.value)[0] for line in lines]
        return self.opening + self.ends.join(printed) + self.closing

    def write(self, node: ast.expr) -> tuple[str, int]:
        """(the text, how tightly it binds)."""
        match node:
            case ast.Constant(value=value):
                return str(value), 3
            case ast.Name(id=name):
                return self.leaf(name), 3
            case ast.Call(func=ast.Name(id=function), args=[inside]):
                return f"{self.squash[function]}({self.write(inside)[0]})", 3
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                source, target = left.id[2], left.id[3:]
                return self.product(source, target, self.within(right, 3)), 2
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return f"{self.within(left, 3)}{self.times}{self.within(right, 3)}", 2
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return f"{self.within(left, 1)} + {self.within(right, 1)}", 1
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return f"{self.within(left, 1)}{self.minus}{self.within(right, 2)}", 1
        raise TypeError(ast.dump(node))

    def within(self, node: ast.expr, binds: int) -> str:
        text, own = self.write(node)
        return text if own >= binds else f"({text})"

    def leaf(self, name: str) -> str:
        if name.startswith("b_"):
            return self.bias(name[2:])
        if name.startswith("w_"):
            return self.peephole(name[3:])
        return self.before(name[:-5]) if name.endswith("_prev") else self.now(name)


class Subscripts(Notation):
    """fₜ = σ(W_f·xₜ + U_f·hₜ₋₁ + b_f), as a note-taking programme sets it."""

    times, minus, squash = " ⊙ ", " − ", Map({"sigmoid": "σ", "tanh": "tanh"})

    def now(self, name):
        return f"{name}ₜ"

    def before(self, name):
        return f"{name}ₜ₋₁"

    def matrix(self, source, target):
        return f"{'W' if source == 'x' else 'U'}_{target}·"

    def peephole(self, target):
        return f"p_{target}"


class Latex(Notation):
    """Bold letters, aligned, as in a book."""

    times, squash = r" \odot ", Map({"sigmoid": r"\sigma", "tanh": r"\tanh"})
    opening, closing, ends, equals = "\\begin{aligned}\n", "\n\\end{aligned}", " \\\\\n", " &= "
    letters = Map({"g": r"\tilde{\mathbf{c}}", "n": r"\tilde{\mathbf{h}}"})

    def now(self, name):
        letter = self.letters.get(name, rf"\mathbf{{{name}}}")
        return f"{letter}_t"

    def before(self, name):
        return rf"\mathbf{{{name}}}_{{t-1}}"

    def matrix(self, source, target):
        return rf"\mathbf{{W}}_{{{source}{target}}} "

    def peephole(self, target):
        return rf"\mathbf{{w}}_{{c{target}}}"

    def bias(self, target):
        return rf"\mathbf{{b}}_{{{target}}}" if len(target) > 1 else rf"\mathbf{{b}}_{target}"

    def write(self, node):
        text, binds = super().write(node)
        return (
            (rf"{text[: text.index('(')]}\left{text[text.index('(') : -1]}\right)", binds)
            if isinstance(node, ast.Call)
            else (text, binds)
        )


class Stacked(Notation):
    """W_f [h_{t-1}, x_t] wherever one line adds the two products."""

    times, squash = " * ", Map({"sigmoid": "σ", "tanh": "tanh"})

    def before(self, name):
        return f"{name}_{{t-1}}"

    def matrix(self, source, target):
        return f"W_{{{source}{target}}} "

    def write(self, node):
        match node:
            case ast.BinOp(
                left=ast.BinOp(op=ast.MatMult(), left=ast.Name(id=first), right=x),
                op=ast.Add(),
                right=ast.BinOp(op=ast.MatMult(), right=value),
            ):
                return f"W_{first[3:]} · [{self.write(value)[0]}, {self.write(x)[0]}]", 2
        return super().write(node)


class Torch(Latex):
    """PyTorch's documentation: W_{if}, b_{if}, W_{hf}, b_{hf}."""

    opening, closing, ends, equals = "\\begin{array}{ll} \\\\\n", " \\\\\n\\end{array}", " \\\\\n", " = "
    letters = Map({})

    def now(self, name):
        return f"{name}_t"

    def before(self, name):
        return f"{name}_{{(t-1)}}"

    def matrix(self, source, target):
        return f"W_{{{source.replace('x', 'i')}{target}}} "

    def bias(self, target):
        both = f"b_{{i{target}}} + b_{{h{target}}}"
        return {"n": "b_{in}" if self.reset_after else both, "hn": "b_{hn}"}.get(target, both)

    def intended(self, text):
        text = text.replace("W_x", "W_i").replace("b_hn", "b_HN")
        text = text.replace("b_n", "b_in") if "b_HN" in text else text
        return re.sub(r"b_([a-z])\b", r"b_i\1 + b_h\1", text).replace("b_HN", "b_hn")

    def page(self, text):
        self.reset_after = "b_hn" in text
        return super().page(text)


class Keras(Notation):
    """Keras's documentation and source: dot(inputs, kernel_f) + dot(h_tm1, recurrent_kernel_f) + bias_f."""

    squash = Map({"sigmoid": "recurrent_activation", "tanh": "activation"})

    def now(self, name):
        return {"x": "inputs"}.get(name, name)

    def before(self, name):
        return f"{name}_tm1"

    def product(self, source, target, value):
        return f"K.dot({value}, self.{'' if source == 'x' else 'recurrent_'}kernel_{target})"

    def bias(self, target):
        return f"self.{'recurrent_bias_n' if target == 'hn' else 'bias_' + target}"

    def peephole(self, target):
        return f"w_c{target}"


NOTATIONS = {
    "plain": Notation(),
    "subscripts": Subscripts(),
    "latex": Latex(),
    "stacked": Stacked(),
    "torch": Torch(),
    "keras": Keras(),
}
