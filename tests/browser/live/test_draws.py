"""What the page draws by chance is what NumPy draws: all numbers, and all batches of the tasks drawn there."""

import numpy as np
import pytest

from lstm_core import TASKS
from lstm_core.clinic.order import TASK as CLINIC
from lstm_core.learning.sources import Source
from lstm_core.live import ziggurat
from lstm_core.live.answered import asked, rule_of
from lstm_core.live.drawn import DRAWN, MARKS, described, even_order, words_of
from ui.lessons.vanishing import hero, levers
from ui.shipped.networks import COMPARED

SEEDS = ((0,), (3, 7), (4711, 0, 2**32 - 1), (1, 2, 3, 4, 5), (2**40 + 3, 9))
MANY = 20_000
FROM = "const { openGenerator } = await import('/live/random/generator.js');"


def words(seed: tuple[int, ...]) -> list[int]:
    return [word for number in seed for word in words_of(number)]


def drawn(page, seed: tuple[int, ...], body: str, **asked) -> np.ndarray:
    """What a line of the page draws, again and again, from a generator of that seed."""
    line = f"async (asked) => {{ {FROM} const random = openGenerator(asked.seed); {body} }}"
    return np.array(page.evaluate(line, {"seed": words(seed), **asked}))


NETWORKS = """async () => {
  const { networksOf } = await import("/vanishing/numbers/drawn.js");
  const { decode } = await import("/shared/blob.js");
  const [cell] = networksOf(decode(await (await fetch("/message")).arrayBuffer()));
  const plain = (weights) => Object.fromEntries(Object.entries(weights).map(([name, array]) => [name, [...array]]));
  return cell.map(({ x, weights }) => [[...x], plain(weights)]);
}"""


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_from_0_to_1_are_numpys(twin, seed):
    found = drawn(twin.page, seed, "return Array.from({ length: asked.many }, random.random)", many=MANY)
    np.testing.assert_array_equal(found, np.random.default_rng(list(seed)).random(MANY))


@pytest.mark.parametrize("seed", SEEDS)
def test_whole_numbers_are_numpys_whatever_stands_between_them(twin, seed):
    rng = np.random.default_rng(list(seed))
    highs = np.concatenate([np.arange(1, 400), [2**21, 2**21 - 1, 3 * 2**19, 1_999_993] * 100, [1, 2] * 50])
    expected = []
    for high in highs:
        expected += [rng.integers(0, high), *rng.integers(5, 5 + high, 3), rng.random(), *rng.integers(0, [high, 7])]
    body = """const three = (high) => [1, 2, 3].map(() => random.integer(5, 5 + high));
        return asked.highs.flatMap((high) => [random.integer(0, high), ...three(high), random.random(),
          random.integer(0, high), random.integer(0, 7)])"""
    np.testing.assert_array_equal(drawn(twin.page, seed, body, highs=highs.tolist()), np.array(expected))


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_normal_numbers_are_numpys_those_of_the_tails_too(twin, seed):
    body = """const { openNormal } = await import('/live/random/normal.js');
        const normal = openNormal(random, asked.edges);
        return Array.from({ length: asked.many }, () => normal())"""
    expected = np.random.default_rng(list(seed)).standard_normal(10 * MANY)
    found = drawn(twin.page, seed, body, many=10 * MANY, edges=ziggurat.edges())
    inside = abs(expected) < ziggurat.edges()[-1]
    assert (~inside).sum() > 20
    np.testing.assert_array_equal(found[inside], expected[inside])
    np.testing.assert_allclose(found[~inside], expected[~inside], rtol=4e-16)


@pytest.mark.parametrize("seed", SEEDS[:3])
@pytest.mark.parametrize("drawn_before", [0, 1, 77])
def test_a_generator_goes_on_where_numpys_stands(twin, seed, drawn_before):
    rng = np.random.default_rng(list(seed))
    rng.random(drawn_before)
    line = """async ([state, step]) => { const { generatorOf } = await import("/live/random/generator.js");
        const { wordsFrom } = await import("/live/random/pcg64.js");
        return Array.from({ length: 500 }, generatorOf(wordsFrom(state, step)).random) }"""
    np.testing.assert_array_equal(twin.page.evaluate(line, ziggurat.standing(rng)), rng.random(500))


def test_the_edges_of_the_layers_can_be_had_again_from_numbers_of_32_bits():
    np.testing.assert_array_equal(ziggurat.parts_of_edges().astype(np.float64).sum(axis=0), ziggurat.edges())


@pytest.mark.parametrize("start", list(levers.STARTS))
@pytest.mark.parametrize("cell", COMPARED)
def test_the_page_draws_the_networks_of_the_vanishing_gradients_and_their_noise_to_the_last_bit(twin, cell, start):
    body = hero.message((cell,), start, levers.SIZES[0], "last", None)
    twin.page.route("**/message", lambda route: route.fulfill(body=body, content_type="application/octet-stream"))
    found = twin.page.evaluate(NETWORKS)
    twin.page.unroute("**/message")
    for seed, (x, weights) in zip(levers.SEEDS, found, strict=True):
        drawn_here = levers.drawn(cell, start, levers.SIZES[0], seed)
        np.testing.assert_array_equal(x, drawn_here.x.ravel())
        assert weights.keys() == drawn_here.weights.keys()
        for name, array in drawn_here.weights.items():
            np.testing.assert_array_equal(weights[name], array.ravel(), err_msg=name)


LEVELS = {key: (next(iter(TASKS[key].levels.values()))[0], 37) for key in DRAWN}
BLOCKS = """async ({ about, source, blocks, reads }) => {
    const { openDrawn } = await import('/trainer/drawn.js');
    const { createPart } = await import('/trainer/part.js');
    const marks = [[0, false], [1, true], [1, false]];
    const part = createPart({ reads, answers: 1, marks }, openDrawn(source, about));
    const lists = (arrays) => Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, Array.from(one)]));
    return blocks.map(([from, count]) => {
      const { T, inputs, targets, weights, asked, allowed = [] } = part.batch(from, count);
      return { T, ...lists({ inputs, targets, weights, asked, allowed }) };
    });
}"""


@pytest.mark.parametrize("anew", [True, False], ids=["as a training draws", "as an exam draws"])
@pytest.mark.parametrize("key", [*DRAWN, "clinic"])
def test_batches_are_pythons(twin, key, anew):
    task, about = ("temporal_order", CLINIC) if key == "clinic" else (key, TASKS[key])
    draws = even_order if key == "clinic" else DRAWN[key]
    for level in (LEVELS[task], LEVELS[task][1]):
        source = Source((5, 31), {next(iter(about.levels)): level}, 8, 40 if anew else 43, anew)
        batches = list(source.batches(about))
        blocks = [[8 * k, len(batch.lengths)] for k, batch in enumerate(batches)]
        asking = {"about": draws(), "source": described(task, about, source), "blocks": [*blocks, blocks[0]]}
        found = twin.page.evaluate(BLOCKS, asking | {"reads": about.input_size or 0})
        for batch, one in zip([*batches, batches[0]], found, strict=True):
            assert one["T"] == len(batch.weights)
            for name in ("inputs", "targets", "weights"):
                there = np.arange(len(batch.weights))[:, None] < batch.lengths  # what fills a sequence up is never read
                expected = getattr(batch, name).reshape(*there.shape, -1)
                np.testing.assert_array_equal(np.reshape(one[name], expected.shape)[there], expected[there])
            if rule_of(task).allowed:
                right = rule_of(task).allowed(batch) @ (1 << np.arange(len(about.outputs)))
                np.testing.assert_array_equal(np.reshape(one["allowed"], there.shape)[there], right[there])
            np.testing.assert_array_equal(one["asked"], asked(rule_of(task), batch).ravel())


@pytest.mark.parametrize("task", DRAWN)
def test_what_a_step_counts_for_is_written_in_the_pages_own_numbers(task):
    batch = TASKS[task].sample(np.random.default_rng(0), 16)
    places = zip(batch.weights.ravel().tolist(), asked(rule_of(task), batch).ravel().tolist(), strict=True)
    assert set(places) <= set(MARKS)
