"""Other roads: evolution, trial and error, hidden Markov models, each held to something that it cannot know."""

from itertools import islice, product

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Cell, Config
from lstm_core.learning.train import accuracy
from lstm_core.networks.network import Network
from lstm_core.roads.compared import (
    EPISODES,
    EVERY,
    PAIRS,
    TRIAL_BATCH,
    by_echo,
    by_evolution,
    by_gradient,
    by_hidden_states,
    by_reward,
    exam,
)
from lstm_core.roads.evolution import antithetic, estimate, evolve, fitness_on, flat, put_back, ranked
from lstm_core.roads.homeland_by_hand import exact
from lstm_core.roads.markov import Markov, baum_welch, expected, forward, next_symbol, viterbi
from lstm_core.roads.maze import ACTIONS, RIGHT_TURN, SEEN, TMaze, shown_the_way
from lstm_core.roads.reinforce import Episodes, gradient, live, reinforce
from lstm_core.roads.reservoir import distances, recall, reservoir, ridge
from lstm_core.tasks import homeland


class Bandit:
    """One step, two actions; the second pays 1, the first 0."""

    actions = ("no", "yes")

    def begin(self, rng, episodes):
        return np.ones((episodes, 1))

    def act(self, actions):
        return np.ones((len(actions), 1)), actions.astype(float), np.ones(len(actions), bool)


def joint(model: Markov, states, symbols) -> float:
    """p(states and symbols), multiplied out."""
    p = model.start[states[0]] * model.show[states[0], symbols[0]]
    for before, after, symbol in zip(states, states[1:], symbols[1:], strict=False):
        p *= model.move[before, after] * model.show[after, symbol]
    return p


def network(cell: str, inputs: int, outputs: tuple[str, ...], units: int, seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)
    return Network.new(CELLS[cell], (), units, 0, rng, input_size=inputs, outputs=outputs)


@pytest.fixture
def model() -> Markov:
    return Markov.new(3, 4, np.random.default_rng(1))


def test_the_forward_pass_sums_over_all_paths(model):
    ids = np.random.default_rng(2).integers(0, 4, (6, 5))
    alpha, surprise = forward(model, ids)
    for b in range(5):
        paths = {path: joint(model, path, ids[:, b]) for path in product(range(3), repeat=6)}
        assert np.exp(surprise[b]) == pytest.approx(sum(paths.values()), rel=1e-12)
        ends = [sum(p for path, p in paths.items() if path[-1] == k) for k in range(3)]
        np.testing.assert_allclose(alpha[-1, b], np.array(ends) / sum(ends), rtol=1e-12)


def test_viterbi_finds_the_best_of_all_paths(model):
    for seed in range(5):
        ids = np.random.default_rng(seed).integers(0, 4, 6)
        path, surprise = viterbi(model, ids)
        best = max(product(range(3), repeat=6), key=lambda states: joint(model, states, ids))
        assert tuple(path) == best
        assert np.exp(surprise) == pytest.approx(joint(model, best, ids), rel=1e-12)


def test_expected_states_and_moves_are_those_of_all_paths(model):
    ids = np.random.default_rng(3).integers(0, 4, (5, 1))
    states, moves, _ = expected(model, ids)
    paths = {path: joint(model, path, ids[:, 0]) for path in product(range(3), repeat=5)}
    total, by_hand, counted = sum(paths.values()), np.zeros((5, 3)), np.zeros((3, 3))
    for path, p in paths.items():
        by_hand[range(5), path] += p / total
        np.add.at(counted, (path[:-1], path[1:]), p / total)
    np.testing.assert_allclose(states[:, 0], by_hand, rtol=1e-12)
    np.testing.assert_allclose(moves, counted, rtol=1e-12)


def test_what_lies_behind_a_sequence_is_not_heard(model):
    ids, lengths = np.random.default_rng(4).integers(0, 4, (7, 3)), np.array([7, 4, 2])
    states, moves, surprise = expected(model, ids, lengths)
    alone = [expected(model, ids[:length, b : b + 1]) for b, length in enumerate(lengths)]
    np.testing.assert_allclose(surprise, [float(found[2][0]) for found in alone], rtol=1e-12)
    np.testing.assert_allclose(moves, sum(found[1] for found in alone), rtol=1e-12)
    for b, length in enumerate(lengths):
        np.testing.assert_allclose(states[:length, b], alone[b][0][:, 0], rtol=1e-12)
        assert not states[length:, b].any()


def test_baum_welch_never_makes_the_likelihood_worse_and_nothing_underflows():
    rng = np.random.default_rng(5)
    ids = rng.integers(0, 3, (4000, 2))
    found = [surprise for _, surprise in islice(baum_welch(Markov.new(4, 3, rng), ids), 8)]
    assert np.isfinite(found).all()
    assert (np.diff(found) >= -1e-12).all()


def test_the_next_symbol_is_what_one_longer_sequences_say(model):
    ids = np.random.default_rng(6).integers(0, 4, (5, 1))
    longer = np.concatenate([np.repeat(ids, 4, axis=1), np.arange(4)[None]])
    p = np.exp(forward(model, longer)[1] - forward(model, ids)[1])
    np.testing.assert_allclose(next_symbol(model, ids)[-1, 0], p, rtol=1e-12)


def test_a_hidden_markov_model_refuses_what_it_cannot_hear(model):
    for ids in (np.array([[4]]), np.zeros((0, 1), int), np.array([0, 1])):
        with pytest.raises(ValueError, match="model"):
            forward(model, ids)
    with pytest.raises(ValueError, match="impossible"):
        forward(exact(2), np.array([[0], [0]]))


def test_four_states_a_country_speak_the_language_of_home_exactly():
    task, rng = homeland.homeland(3), np.random.default_rng(7)
    ids, lengths = homeland.whole(task.sample(rng, 400))
    between = lengths - 3
    said = np.log(1 / 3) + between * np.log(0.5) + (between - 1) * np.log(homeland.STAY) + np.log(1 - homeland.STAY)
    np.testing.assert_allclose(forward(exact(3), ids, lengths)[1], said, rtol=1e-12)
    batch = task.sample(rng, 50)
    assert task.solved(next_symbol(exact(3), batch.inputs), batch).all()


def test_antithetic_trials_of_a_quadratic_give_its_gradient():
    rng, theta, target = np.random.default_rng(0), np.array([1.0, -2.0]), np.array([2.0, -4.0])
    noise = antithetic(rng, 50_000, 2)
    tried = theta + 0.1 * noise
    found = estimate(-((tried - target) ** 2).sum(axis=1), noise, 0.1)
    np.testing.assert_allclose(found, -2 * (theta - target), atol=0.05)
    np.testing.assert_allclose(noise.sum(axis=0), 0, atol=1e-9)


def test_ranks_do_not_depend_on_the_scale_and_equals_share_them():
    np.testing.assert_allclose(ranked(np.array([3.0, 1, 2])), [0.5, -0.5, 0])
    np.testing.assert_allclose(ranked(np.array([3.0, 1, 1, np.nan])), [0.5, 0, 0, -0.5])
    assert not ranked(np.ones(4)).any()
    fitness = np.random.default_rng(0).normal(size=9)
    np.testing.assert_array_equal(ranked(fitness), ranked(np.exp(5 * fitness)))


def test_evolution_climbs_and_a_vector_goes_back_where_it_came_from():
    target = np.array([1.0, -1.0, 0.5])
    found = list(
        islice(
            evolve(
                lambda t, rng: -((t - target) ** 2).sum(axis=1),
                np.zeros(3),
                np.random.default_rng(0),
                sigma=0.1,
                rate=0.02,
            ),
            200,
        )
    )
    np.testing.assert_allclose(found[-1].theta, target, atol=0.05)
    made, other = (network("lstm", 1, ("a", "b"), 2, seed) for seed in (0, 1))
    put_back(other.parameters, flat(made.parameters))
    np.testing.assert_array_equal(flat(other.parameters), flat(made.parameters))
    with pytest.raises(ValueError, match="numbers"):
        put_back(made.parameters, np.zeros(3))


def test_evolution_teaches_an_lstm_the_latch_without_a_gradient():
    task, made = TASKS["latch"], network("lstm", 1, TASKS["latch"].outputs, 4, 1)
    test = task.sample(np.random.default_rng(9), 256, lag=9)
    for found in islice(evolve(fitness_on(made, task, lag=9), flat(made.parameters), np.random.default_rng(1)), 40):
        put_back(made.parameters, found.theta)
    assert accuracy(made, task, test) >= 0.95


def test_reinforce_on_a_bandit_is_unbiased():
    made = network("rnn", 1, Bandit.actions, 1)
    made.readout_b[:] = 0.3, -0.4
    lived = live(made, Bandit(), np.random.default_rng(0), 60_000)
    p = lived.actions.mean()
    found = gradient(made, lived)["readout.b"]
    assert found[1] == pytest.approx(p * (1 - p), abs=5e-3)  # d E[R] / d b = p (1 - p) (1 - 0)
    few = [gradient(made, live(made, Bandit(), np.random.default_rng(k), 2))["readout.b"][1] for k in range(2000)]
    assert np.mean(few) == pytest.approx(p * (1 - p), abs=0.03), "also where two episodes are each other's baseline"


def test_the_gradient_of_episodes_is_that_of_the_score_function():
    made, world = network("lstm", len(SEEN), ACTIONS, 3), TMaze(2)
    lived = live(made, world, np.random.default_rng(0), 6)

    def score() -> float:
        logits = made.run(lived.seen).logits
        log_p = logits - np.log(np.exp(logits).sum(axis=2, keepdims=True))
        taken = np.take_along_axis(log_p, lived.actions[..., None], axis=2)[..., 0]
        return float((taken * lived.advantages).sum() / 6)

    uphill = gradient(made, lived)
    for name, array in made.parameters.items():
        place = np.unravel_index(np.abs(uphill[name]).argmax(), array.shape)
        array[place] += 1e-6
        above = score()
        array[place] -= 2e-6
        below = score()
        array[place] += 1e-6
        assert uphill[name][place] == pytest.approx((above - below) / 2e-6, rel=1e-5, abs=1e-9), name


def test_rewards_count_from_each_step_on_and_only_while_the_episode_lasts():
    rewards, on = np.array([[1.0, 0.0], [0.0, 0.0], [4.0, 0.0]]), np.array([[True] * 2, [True, False], [True, False]])
    lived = Episodes(np.zeros((3, 2, 1)), np.zeros((3, 2), int), rewards, on)
    np.testing.assert_array_equal(lived.returns[:, 0], [5, 4, 4])
    np.testing.assert_array_equal(lived.advantages, [[5, -5], [4, 0], [4, 0]])


def test_a_maze_rewards_the_turn_that_its_sign_asked_for():
    maze = TMaze(2)
    seen = maze.begin(np.random.default_rng(0), 4)
    np.testing.assert_array_equal(seen.argmax(axis=1), maze.sign)
    for corridor in (2, 3):
        seen, rewards, over = maze.act(np.zeros(4, int))
        np.testing.assert_array_equal(seen.argmax(axis=1), [corridor] * 4)
        assert not over.any()
        assert not rewards.any()
    bumped = maze.act(np.zeros(4, int))[1]
    np.testing.assert_array_equal(bumped, [-0.1] * 4)
    asked, other = 1 + maze.sign, 2 - maze.sign
    _, rewards, over = maze.act(np.where([True, True, False, False], asked, other))
    assert over.all()
    np.testing.assert_array_equal(rewards, [RIGHT_TURN, RIGHT_TURN, -0.1, -0.1])


def test_an_untrained_policy_learns_a_short_maze():
    made = network("lstm", len(SEEN), ACTIONS, 8)
    lessons = list(islice(reinforce(made, TMaze(2), np.random.default_rng(0), 32, 2e-2), 80))
    assert np.mean([each.reward for each in lessons[-10:]]) > 3.5 > 2.5 > lessons[0].reward


LINEAR = Cell("Linear", "h = W_xh @ x + W_hh @ h_prev")


def test_the_ridge_reader_is_least_squares_on_rows_with_the_penalty_written_below_them():
    rng = np.random.default_rng(0)
    rows, targets, penalty = rng.normal(size=(50, 4)) + 2, rng.normal(size=(50, 2)), 0.3
    W, b = ridge(rows, targets, penalty)
    bias = np.concatenate([np.ones(50), np.zeros(4)])[:, None]
    below = np.concatenate([rows, np.sqrt(50 * penalty) * np.eye(4)])
    by_lstsq = np.linalg.lstsq(np.hstack([below, bias]), np.concatenate([targets, np.zeros((4, 2))]), rcond=None)[0]
    np.testing.assert_allclose(np.hstack([W, b[:, None]]), by_lstsq.T, rtol=1e-9)


def test_a_reservoir_has_the_radius_it_was_asked_for_and_its_weights_are_fixed():
    cell = CELLS["leaky_echo"]
    weights = reservoir(cell, 40, np.random.default_rng(0), 0.7)
    assert np.abs(np.linalg.eigvals(weights["W_hn"])).max() * cell.constants["radius"] == pytest.approx(0.7)
    assert cell.fixed == set(weights)


def test_a_linear_reservoir_recalls_as_its_controllability_says():
    units, longest = 6, 40
    weights = reservoir(LINEAR, units, np.random.default_rng(0), 0.8)
    found = recall(LINEAR, weights, np.random.default_rng(1), longest, steps=20_000, penalty=0)
    W, w = weights["W_hh"], weights["W_xh"][:, 0]
    echoes = np.array([np.linalg.matrix_power(W, k) @ w for k in range(400)])
    inside = np.linalg.inv(echoes.T @ echoes)
    np.testing.assert_allclose(found, [echoes[k] @ inside @ echoes[k] for k in range(longest + 1)], atol=0.02)
    assert found.sum() == pytest.approx(units, rel=0.01), "lag 0 included, all lags together are the rank"


@pytest.mark.parametrize(("radius", "forgets"), [(0.9, True), (1.6, False)])
def test_a_reservoir_forgets_where_it_began_below_one_and_not_far_above(radius, forgets):
    cell, rng = CELLS["leaky_echo"], np.random.default_rng(0)
    apart = distances(cell, reservoir(cell, 60, rng, radius), np.zeros((400, 1, 1)), rng)
    assert (apart[-1] < 1e-4 * apart[0]) == forgets


def test_a_linear_reservoir_forgets_at_the_pace_of_its_radius():
    rng = np.random.default_rng(0)
    apart = distances(LINEAR, reservoir(LINEAR, 30, rng, 0.9), rng.normal(size=(300, 1, 1)), rng)
    pace = (np.log(apart[300]) - np.log(apart[200])) / 100
    assert pace == pytest.approx(np.log(0.9), abs=0.01)


def test_every_road_starts_near_chance_and_says_what_it_saw():
    lstm, latch = CELLS["lstm"], TASKS["latch"]
    config = Config("lstm", "latch", hidden_size=2, steps=4, batch_size=8, level=4)
    ways = {
        by_evolution(lstm, latch, 2, 0, lag=4): 2 * PAIRS * TRIAL_BATCH,
        by_reward(lstm, 3, 0): EPISODES * EVERY,
        by_gradient(lstm, latch, config, exam(latch, lag=4), every=2): 16,
    }
    for points, seen in ways.items():
        first, second = islice(points, 2)
        assert (first.seen, second.seen) == (0, seen)
        assert 0 <= first.right <= 1


def test_the_maze_with_a_teacher_is_the_maze():
    task, maze = shown_the_way(4), TMaze(4)
    batch = task.sample(np.random.default_rng(0), 5)
    seen = maze.begin(np.random.default_rng(0), 5)
    np.testing.assert_array_equal(maze.sign, batch.inputs[0].argmax(axis=1))
    for step, actions in enumerate(batch.targets):
        np.testing.assert_array_equal(seen, batch.inputs[step])
        seen, rewards, over = maze.act(actions)
    assert over.all()
    np.testing.assert_array_equal(rewards, [RIGHT_TURN] * 5)


def test_hidden_states_remember_two_countries_once_there_are_enough():
    assert by_hidden_states(homeland.homeland(2), 2, 0, 1, 50) < 0.8
    assert by_hidden_states(homeland.homeland(2), 16, 0, 2, 300) > 0.9


def test_a_reservoir_answers_the_latch_at_a_short_lag_and_forgets_it_at_a_long_one():
    short, long = (by_echo(CELLS["leaky_echo"], TASKS["latch"], 50, 0.5, 0, 256, lag=lag) for lag in (5, 100))
    assert short > 0.95
    assert long < 0.7


def test_home_has_between_two_countries_and_all_of_them():
    for countries in (1, 21):
        with pytest.raises(ValueError, match="from 2 to 20 countries"):
            homeland.homeland(countries)
