"""The proof itself on trial: each deliberate error in rules, program and cells must be caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lstm_core
from tests.support.sampled import one_in

CORE = Path(lstm_core.__file__).parent
ROOT = CORE.parent

# (file, what stands there, the deliberate error)
RULES = [
    ("plain/evaluate.py", "return y * (1 - y)", "return y * (1 + y)"),
    ("plain/evaluate.py", "return 1 - y * y", "return 1 - y"),
    ("plain/evaluate.py", "return (y > 0)", "return (y >= -1)"),
    ("plain/evaluate.py", '"@": lambda w, a: a @ w.T', '"@": lambda w, a: a @ w.T * 0.999'),
    ("plain/evaluate.py", '"total": lambda d: d.sum(axis=(0,', '"total": lambda d: d.mean(axis=(0,'),
    ("plain/evaluate.py", '"outer": lambda d, a: d.T @ a', '"outer": lambda d, a: d[:1].T @ a[:1]'),
    ("plain/evaluate.py", '"-": lambda a, b: a - b', '"-": lambda a, b: b - a'),
    ("equations/derive.py", '[(args[0], d), (args[1], add("neg", d))]', "[(args[0], d), (args[1], d)]"),
    ("equations/derive.py", 'return [(args[0], add("neg", d))]', "return [(args[0], d)]"),
    ("equations/derive.py", '(args[0], add("*", d, args[1]))', '(args[0], add("*", d, args[0]))'),
    ("equations/derive.py", 'total = add("+", total, part)', "pass"),
    ("equations/derive.py", 'add("turned", args[0], d)', "d"),
    ("equations/derive.py", 'add("neg", add("*", part, add("/", *args)))', 'add("*", part, add("/", *args))'),
    ("equations/derive.py", 'part = add("/", d, args[1])', 'part = add("*", d, args[1])'),
    ("equations/derive.py", '("first", "second")', '("second", "first")'),
    ("plain/evaluate.py", 'if curve == "exp":\n        return y', 'if curve == "exp":\n        return y * y'),
    ("plain/evaluate.py", "return exp(-y)", "return exp(y)"),
    ("plain/evaluate.py", "return np.log(z)", "return np.log1p(z)"),
    ("plain/evaluate.py", '"max": np.maximum', '"max": np.minimum'),
    ("plain/evaluate.py", "return np.divide(a, b)", "return np.divide(b, a)"),
    ("plain/along_time.py", "reaching[name] = reaching[name] + array", "reaching[name] = array"),
    ("plain/along_time.py", "d_weights[name] += gradients[k]", "d_weights[name] = gradients[k]"),
    ("plain/along_time.py", "prev = {name: step.values[cell.graph.names[name]] for", "prev = {name: initial[name] for"),
]
CELLS = [
    ("cells/lstm.py", "c = f * c_prev + i * g", "c = i * c_prev + f * g"),  # two gates swapped
    ("cells/lstm.py", "c = f * c_prev + i * g", "c = c_prev + i * g"),  # no forget gate on the carry
    ("cells/lstm.py", "h = o * tanh(c)", "h = o * c"),
    ("cells/lstm.py", "h = o * tanh(c)", "h = o * tanh(c_prev)"),
    ("cells/lstm.py", "g = tanh(", "g = sigmoid("),
    ("cells/lstm.py", "+ W_hf @ h_prev + b_f", "+ W_hf @ c_prev + b_f"),
    ("cells/gru.py", "h = (1 - z) * n + z * h_prev", "h = z * n + (1 - z) * h_prev"),
    ("cells/gru.py", "r * (W_hn @ h_prev + b_hn)", "W_hn @ (r * h_prev) + b_hn"),
    ("cells/rnn.py", "h = tanh(", "h = sigmoid("),
]
PROGRAM = [  # a program that differs from the plain evaluator is not used, and the proof says that it was given up
    ("fast/forms.py", '"-": (1, -1)', '"-": (1, 1)'),
    ("fast/forms.py", "minus = None if self.graph.nodes[z].name else self.sum(z, -1)", "minus = self.sum(z, 1)"),
    ("fast/pullback.py", "return [(args[0], args[1]), (args[1], args[0])]", "return [(args[0], args[1])]"),
    ("fast/pullback.py", 'total[Source("carry", k)] = self.one', "pass"),
    (
        "fast/pullback.py",
        'return self.add("-", other, self.nodes[negative].args[0])',
        'return self.add("-", other, other)',
    ),
    ("fast/pullback.py", "self.minus(self.times(k, once))", "self.times(k, once)"),
    ("fast/pullback.py", "return [(args[0], k)]", "return [(args[0], self.one)]"),
    ("fast/instructions.py", "(np.greater_equal, a, b, out)", "(np.less, a, b, out)"),
    ("fast/instructions.py", "[(np.negative, y, out), (np.exp, out, out)]", "[(np.exp, y, out)]"),
    ("fast/instructions.py", '"/": lambda a, b, out', '"/": lambda b, a, out'),
    ("fast/plan.py", "if self.needs(event) <= done", "if True"),
    ("fast/instructions.py", "(np.subtract, writer.one, out, out)", "(np.add, writer.one, out, out)"),
    ("fast/instructions.py", "spare = None if any(self.home.get(a) is out for a in args) else out", "spare = out"),
    ("fast/products.py", "part += copy(weights[parameter])", "pass"),
    ("fast/products.py", "np.positive if sign > 0 else np.negative", "np.positive"),
    ("fast/program.py", "array[0] = initial[name].T", "array[0] = 0"),
    ("fast/buffers.py", "home[before], home[after] = Place(whole[:-1]", "home[before], home[after] = Place(whole[1:]"),
    ("fast/reverse.py", "place.array[...] = final[name].T if name in final else 0", "pass"),
    ("fast/instructions.py", "code += [] if empty else [(np.add, out, spare, out)]", "pass"),
]
MUTATIONS = RULES + CELLS + PROGRAM


def proof(package_parent: Path) -> subprocess.CompletedProcess:
    """Run the short proof against the core that lies in this folder."""
    environment = {**os.environ, "PYTHONPATH": str(package_parent), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "ignore", "-c", f"import sys; sys.path.append({str(ROOT)!r}); "]
    command[-1] += "from tests.support.proof import main; sys.exit(main())"
    return subprocess.run(command, cwd=package_parent, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder that holds a copy of the core."""
    shutil.copytree(CORE, tmp_path / "lstm_core", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_proof_passes_on_the_core_as_it_is(copy):
    result = proof(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("file", "right", "wrong"), one_in(3, MUTATIONS), ids=[f"{m[0]}: {m[2]}" for m in MUTATIONS])
def test_a_deliberate_error_is_caught(copy, file, right, wrong):
    path = copy / "lstm_core" / file
    text = path.read_text(encoding="utf-8")
    assert right in text, f"{file} no longer holds {right!r}: write the mutation anew"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    result = proof(copy)
    assert result.returncode != 0, "the proof did not notice"
    assert "SyntaxError" not in result.stderr
