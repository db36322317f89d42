"""The proof itself on trial: each deliberate error in the page's own network must be caught."""

from collections.abc import Iterator

import pytest

from benchmarks.live.twin import Twin
from tests.browser.live.small_proof import Check, checks
from tests.support.sampled import one_in
from tools.chromium import Screen
from tools.server import ROOT

# (file of static/live, what stands there, the deliberate error, what it is)
ERRORS = [
    ("kernels/kernels.js", "M[a + k] + M[b + k]", "M[a + k] * M[b + k]", "plus multiplies"),
    ("kernels/kernels.js", "M[a + k] - M[b + k]", "M[b + k] - M[a + k]", "minus the other way round"),
    ("kernels/kernels.js", "M[a + k] / M[b + k]", "M[b + k] / M[a + k]", "a quotient upside down"),
    ("kernels/kernels.js", "Math.max(M[a + k], M[b + k])", "Math.min(M[a + k], M[b + k])", "the smaller of two"),
    ("kernels/kernels.js", "Math.exp(M[a + k])", "Math.expm1(M[a + k])", "exp less 1"),
    ("kernels/kernels.js", "Math.log(M[a + k])", "Math.log1p(M[a + k])", "log of 1 more"),
    ("kernels/kernels.js", "Math.exp(-M[y + k])", "Math.exp(M[y + k])", "a wrong slope of log"),
    ("kernels/kernels.js", "M[o + k] = M[y + k]; }", "M[o + k] = 1; }", "a wrong slope of exp"),
    ("kernels/kernels.js", ">= M[b + k] ? 1 : 0", "< M[b + k] ? 1 : 0", "the gradient goes to the smaller of two"),
    ("kernels/kernels.js", "< M[b + k] ? 1 : 0", "<= M[b + k] ? 0 : 1", "the second of two gets nothing"),
    ("kernels/kernels.js", "M[o + k] = -M[a + k]", "M[o + k] = M[a + k]", "a sign dropped"),
    ("kernels/kernels.js", "Math.max(M[a + k], 0)", "Math.abs(M[a + k])", "relu keeps what is negative"),
    ("kernels/kernels.js", "M[y + k] * (1 - M[y + k])", "M[y + k] * (1 + M[y + k])", "a wrong slope of sigmoid"),
    ("kernels/kernels.js", "1 - M[y + k] * M[y + k]", "1 - M[y + k]", "a wrong slope of tanh"),
    ("kernels/kernels.js", "M[y + k] > 0 ? 1 : 0", "1", "a wrong slope of relu"),
    ("kernels/kernels.js", "M[o + r] += M[at]", "M[o + r] = M[at]", "a bias learns from the last step alone"),
    ("kernels/kernels.js", "row = w + M[x + k] * R", "row = w + M[x] * R", "all sequences read the first one's word"),
    ("kernels/kernels.js", "column = o + M[x + k]", "column = o", "all words learn as the first"),
    ("kernels/product.js", "M[out] = add ? M[out] + s : s", "M[out] = s", "a sum overwritten"),
    ("kernels/product.js", "v += x * M[(q + 3) | 0]", "v += x * M[(q + 2) | 0]", "a column read twice"),
    ("kernels/product.js", "let sum = add ? M[out] : 0", "let sum = 0", "a sum overwritten at the border"),
    ("kernels/exponential.js", "less / (less + 2)", "less / (less + 1)", "half of a tanh"),
    ("kernels/exponential.js", "(scale + scale * rest", "(scale * rest", "a sigmoid of the rest alone"),
    ("kernels/sums.js", 'minus(get("to"), get("out"))', "whole(0)", "each block has the first columns"),
    ("kernels/sums.js", "get(`r${row}`))),", "get(`l${row}`))),", "the left sums twice"),
    ("kernels/sums.js", 'step("w", whole(WIDE * BYTES))', "[]", "all columns of a row are the first sixteen"),
    ("kernels/sums.js", 'step("p", get("ak"))', "[]", "a row is its first number all along"),
    ("kernels/simd.js", "sub(ONE, mul(y, y))", "sub(ONE, y)", "another slope of tanh in WebAssembly"),
    ("kernels/simd.js", "both(PER_LN2)", "both(1)", "another power in WebAssembly"),
    ("kernels/convolution.js", "(side - 1) >> 1", "side >> 1", "even kernels look the other way"),
    ("kernels/convolution.js", "const first = Math.max(0, -shift)", "const first = 0", "maps read beyond their border"),
    (
        "time/along_time.js",
        "if (changes) make(M, call.o + t * call.os, changes);",
        "",
        "edits along the loop forgotten",
    ),
    (
        "time/along_time.js",
        "if (call.changes[t]) make(M, o + t * os, call.changes[t]);",
        ";",
        "edits beside it forgotten",
    ),
    (
        "time/along_time.js",
        "call.changes && call.changes[t];",
        "call.changes && call.changes[t - 1];",
        "edits a step late",
    ),
    (
        "time/along_time.js",
        "for (let t = to - 1; t >= from; t--)",
        "for (let t = to - 1; t > from; t--)",
        "not to the start",
    ),
    ("time/along_time.js", "(u % H)", "((u + 1) % H)", "each unit has its neighbour's bias"),
    (
        "time/edits.js",
        "inside.map((place) => b * width + place)",
        "inside.map((place) => place)",
        "the first sequence edited",
    ),
    ("time/edits.js", "M[begin + at[k]] *= amount[k]", "M[begin + at[k]] = amount[k]", "scale ignored"),
    ("time/edits.js", "from.length === 1 ? 0 : k", "0", "a transplant from the wrong step"),
    ("time/edits.js", "each ? each[k] : given", "each ? each[each.length - 1 - k] : given", "units in the wrong order"),
    (
        "time/edits.js",
        "(changes[step] ??= []).push(change)",
        "(changes[step] = [change])",
        "the last of two edits counts",
    ),
    ("time/edits.js", "if (node >= 0) return node;", "if (node >= 0) return names[name.slice(0, -5)];", "c for c_prev"),
    ("time/edits.js", "index < 0 ? index + size : index", "index < 0 ? 0 : index", "the end is the beginning"),
    (
        "time/graph.js",
        '(op === "through") same[k] = from[0]',
        '(op === "through") same[k] = NOTHING',
        "through dropped",
    ),
    ("time/graph.js", "same[k] = Math.max(...from)", "same[k] = NOTHING", "a sum with nothing is nothing"),
    (
        "time/graph.js",
        "!name(k) && reads[k].every((other) => fixed",
        "reads[k].every((other) => fixed",
        "what has a name is no constant",
    ),
    ("time/fusion.js", "!kept.has(k) && ", "", "a kept value overwritten in place"),
    ("time/fusion.js", "readers[k].length === 1", "readers[k].length >= 1", "a value overwritten before it is read"),
    (
        "time/calls.js",
        "program.names[name(k)]], behind: 1 }",
        "program.names[name(k)]], behind: 0 }",
        "state not carried",
    ),
    (
        "time/calls.js",
        'elementwise(halves[1].along, k, "+"',
        'elementwise(halves[1].along, k, "*"',
        "the future forgotten",
    ),
    (
        "time/places.js",
        "places[k].base = places[names[name(k)]].base",
        "places[k].base = places[names[states[0]]].base",
        "another state",
    ),
    ("network.js", "along.forward(from, steps", "along.forward(from && from + 1, steps", "from is off by one"),
    ("network.js", "=> layer === number)", "=> true)", "an edit of one layer made in all"),
    (
        "stack.js",
        "x = along.place(program.names.h)",
        "x = along.place(0) ?? along.place(program.names.f)",
        "a layer reads f",
    ),
    ("stack.js", "if (given) M.set(given, base - size)", "if (false) M.set(given, base - size)", "the state ignored"),
    ("reading.js", "softmax(outputs(t, b), pixels)", "softmax(outputs(Math.max(0, t - 1), b), pixels)", "a step late"),
    ("reading.js", "const key = t * B + b", "const key = t * B", "all sequences answer as the first"),
    ("reading.js", ".fill(coefficient)", ".fill(1)", "1 - i carries as i"),
    ("derivatives.js", "M.fill(0, parameters.count, 2 * parameters.count);", "", "the last batch's gradient stays"),
    ("derivatives.js", "along.first(place) - step", "along.first(place)", "what arrived at the first state stays"),
    (
        "derivatives.js",
        "M[base + k] += M[above.base + k]",
        "M[base + k] += 0",
        "nothing handed down to the layer below",
    ),
    ("loss.js", "weights[scored[n]] / whole", "1 / N", "target weights ignored"),
    ("loss.js", "Number(k === target)", "0", "no target"),
    ("loss.js", "(2 * share * error) / K", "(share * error) / K", "half the slope of a square"),
    ("learning.js", "clipFactor(length, clip)", "1", "clip ignored"),
    ("learning.js", "moments?.updates ?? 0", "0", "how many updates there were, forgotten"),
    ("learning.js", "M[row + e] += M[base", "M[row + e] = M[base", "a word learns from its last place alone"),
    ("learning.js", "norm(M, count, trained)", "norm(M, count, count)", "what is never trained is clipped with"),
    ("optimise.js", "1 - beta1 ** updates", "1", "no correction of the mean's bias"),
    ("optimise.js", "1 - beta2 ** updates", "1", "no correction of the square's bias"),
    (
        "optimise.js",
        "M[square + k] / squareShare) + epsilon",
        "M[square + k] / squareShare + epsilon)",
        "epsilon in the root",
    ),
]


@pytest.fixture(scope="module")
def proof(twin: Twin) -> Iterator[tuple[Screen, Twin, list[Check]]]:
    """A tab of its own for the small proof, and its questions."""
    screen = Screen(twin.page.context.browser)
    screen.page.goto(twin.page.url)
    asker = Twin(screen.page)
    yield screen, asker, checks(asker)
    screen.close()


def test_without_an_error_the_small_proof_holds(proof):
    _, twin, held = proof
    assert [check.kind for check in held if not check.holds(twin)] == []


def test_what_a_deliberate_error_changes_stands_there_once():
    """Of all of them on each change, though most are tried at night."""
    for file, text, _, what in ERRORS:
        assert (ROOT / "static" / "live" / file).read_text(encoding="utf-8").count(text) == 1, f"{file}: {what}"


@pytest.mark.parametrize(
    ("file", "text", "error"), one_in(4, [row[:3] for row in ERRORS]), ids=[f"{r[0]}: {r[3]}" for r in ERRORS]
)
def test_a_deliberate_error_is_caught(proof, file, text, error):
    screen, twin, held = proof
    source = (ROOT / "static" / "live" / file).read_text(encoding="utf-8")
    address = f"**/live/{file}"
    screen.page.route(
        address, lambda route: route.fulfill(body=source.replace(text, error), content_type="text/javascript")
    )
    try:
        screen.page.goto(screen.page.url)  # a new document imports all modules again
        assert not all(check.holds(twin) for check in held), "no check has noticed"
    finally:
        screen.page.unroute(address)
