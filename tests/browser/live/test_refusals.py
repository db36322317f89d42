"""What the page's network cannot do it refuses in a sentence, and changes nothing."""

import base64

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, Network
from lstm_core.live.packed import packed
from lstm_core.plain.finite import NotFinite

WORDS = [str(k) for k in range(7)]
ASK = """async ([packed, code]) => {
  const { openModel } = await import("/live/model.js");
  const { createNetwork } = await import("/live/network.js");
  const { createLearner } = await import("/live/learning.js");
  const model = openModel(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
  const ask = new Function("model", "createNetwork", "createLearner", code);
  try { ask(model, createNetwork, createLearner); } catch (error) { return `${error.name}: ${error.message}`; }
  return "taken";
}"""
READ = "const net = createNetwork(model, { T: 4, B: 2 }); net.read([[0, 1, 2], [3, 4, 5]], {});"
BATCH = """createLearner(model, { T: 4, B: 1 }).learn(
  { T: 4, inputs: [1, 1, 1, 1], targets: [0, 0, 0, 0], weights: [1, 1, 1, 1] }, { rate: 0.1, clip: 1 })"""
LEARN = "const learner = createLearner(model, { T: 4, B: 2 });"
REFUSED = {
    "net.read([[0, 7]])": "Error: words are the numbers 0 … 6, got 7",
    "net.read([[0, 1.5]])": "Error: words are the numbers 0 … 6, got 1.5",
    "net.read([[0, 1], [2]])": "Error: all sequences of one reading have the same length",
    "net.read([[0, 1, 2, 3, 4]])": "Error: this network has room for 1 to 4 steps of 1 to 2 sequences, got 5 of 1",
    "net.read([])": "Error: this network has room for 1 to 4 steps of 1 to 2 sequences, got 0 of 0",
    "net.read([[0]], { state: [{ c: [1] }] })": "Error: the state c of layer 0 has 3 numbers, got 1",
    "edit({ name: 'k', value: 1 })": 'Error: LSTM has no value "k" to edit; it has i, f, g, o, c, h, c_prev, h_prev',
    "edit({ name: 'c' })": "Error: an edit of c takes exactly one of value, scale, source",
    "edit({ name: 'c', value: 1, scale: 1 })": "Error: an edit of c takes exactly one of value, scale, source",
    "edit({ name: 'c', value: NaN })": "Error: an edit of c has a finite value or scale",
    "edit({ name: 'c', scale: [1, 2] })": "Error: edit of c: 3 units are chosen, got 2 numbers",
    "edit({ name: 'c', value: 1, steps: [2] })": "Error: edit of c: step 2 is not there; there are 2, counted from 0",
    "edit({ name: 'c', value: 1, units: [-4] })": "Error: edit of c: unit -4 is not there; there are 3, counted from 0",
    "edit({ name: 'c', value: 1, layer: 1 })": "Error: edit of c: there is no layer 1; there are 1",
    "edit({ name: 'c', source: { values: new Array(9).fill(0), steps: [0, 1, 2] } })": (
        "Error: edit of c: 2 steps are edited, the source lists 3"
    ),
    "net.read([[0]]).carry(0, 'h')": "Error: nothing carries h; states with a factor: c",
}


@pytest.fixture(scope="module")
def message() -> str:
    network = Network.new(CELLS["lstm"], WORDS, 3, 2, np.random.default_rng(0))
    return base64.b64encode(packed(network)).decode()


@pytest.mark.parametrize("asked", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(twin, message, asked):
    code = f"{READ} const edit = (one) => net.read([[0, 1]], {{ edits: [one] }}); {asked};"
    assert twin.page.evaluate(ASK, [message, code]) == REFUSED[asked]


def test_another_format_is_refused_with_the_way_out(twin, message):
    later = base64.b64encode(base64.b64decode(message).replace(b'{"format":1', b'{"format":2', 1)).decode()
    script = f"async (given) => {{ try {{ await ({ASK})(given); }} catch (error) {{ return error.message; }} }}"
    assert twin.page.evaluate(script, [later, ""]) == "this network has format 2; the page knows format 1: reload it"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("learner.learn({ T: 5, inputs: [0, 1, 2, 3, 4], targets: [0, 1, 2, 3, 4], weights: [1, 1, 1, 1, 1] }, {})",
         "Error: there is room for 4 steps of 2 sequences"),
        ("learner.learn({ T: 1, inputs: [0], targets: [1], weights: [0] }, {})",
         "Error: a batch to learn from has at least one target with a weight above 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_is_refused_in_a_sentence(twin, message, asked, said):
    assert twin.page.evaluate(ASK, [message, f"{LEARN} {asked};"]) == said


def test_a_loss_that_is_not_finite_moves_nothing(twin, message):
    code = f"""{LEARN}
    const batch = {{ T: 1, inputs: [0], targets: [1], weights: [Infinity] }};
    const before = learner.weights();
    let said = "";
    try {{ learner.learn(batch, {{ rate: 1, clip: 1 }}); }} catch (error) {{ said = error.message; }}
    const isOther = ([name, array]) => array.some((number, k) => number !== before[name][k]);
    const moved = Object.entries(learner.weights()).some(isOther);
    throw new Error(`${{said}}, moved: ${{moved}}, updates: ${{learner.moments().updates}}`);"""
    said = "Error: the loss is NaN and its gradient NaN long; lower rate or clip, moved: false, updates: 0"
    assert twin.page.evaluate(ASK, [message, code]) == said


def test_what_has_no_value_is_said_in_the_core_s_sentence(twin):
    """A division by 0 that an edit makes, and an exponential that a weight makes, as `lstm_core.run` says them."""
    rng = np.random.default_rng(0)
    network = Network.new(CELLS["slstm"], WORDS, 3, 2, rng)
    edited = base64.b64encode(packed(network)).decode()
    code = (
        'createNetwork(model, { T: 4, B: 2 }).read([[0, 1, 2]], { edits: [{ name: "norm", value: 0, steps: [1] }] });'
    )
    with pytest.raises(NotFinite) as refusal:
        network.run(np.array([[0], [1], [2]]), edits=[Edit("norm", value=0.0, steps=[1])])
    assert twin.page.evaluate(ASK, [edited, code]) == f"RangeError: {refusal.value}"
    cell = Cell("grows", "i = exp(W_xi @ x + h_prev)\nh = i - 1 / (2 + i)")
    weights = {"W_xi": np.full((2, 1), 5.0)}
    large = Network(((cell, weights),), None, np.ones((2, 2)), np.zeros(2), (), 1, ("a", "b"))
    with pytest.raises(NotFinite) as refusal:
        large.run(np.ones((4, 1, 1)))
    message = base64.b64encode(packed(large)).decode()
    for asked in ("createNetwork(model, { T: 4, B: 1 }).read([[1, 1, 1, 1]])", BATCH):
        assert twin.page.evaluate(ASK, [message, asked]) == f"RangeError: {refusal.value}"
