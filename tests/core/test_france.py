"""The France sentences: no short cut leads to the answer, and the test shows clauses that training never did."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from lstm_core import TASKS
from lstm_core.networks.typed_words import split
from lstm_core.tasks import france
from lstm_core.tasks.france_clauses import ANSWERS, FAMILIES, WITHOUT_COUNTRY, combinations

COUNTRIES, LANGUAGES = france.COUNTRIES, set(france.COUNTRIES.values())
SOME_GAPS = (3, 4, 11, 18, 25, 32, 39, 60, 74, 100)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def sentences_of(batch) -> list[list[str]]:
    """The words that a batch asks and answers, read back from its ids."""
    columns = range(batch.inputs.shape[1])
    ids = [[batch.inputs[0, b], *batch.targets[: batch.lengths[b], b]] for b in columns]
    return [[france.VOCABULARY[k] for k in column] for column in ids]


def story_of(words: list[str]) -> tuple[str, ...]:
    """What stands between the country's full stop and the question, countries left open."""
    between = words[france.country_position(words) + 2 : france.asked_position(words) - 2]
    return tuple("{country}" if word in COUNTRIES else word for word in between)


def clauses_of(words: list[str]) -> list[tuple[str, ...]]:
    """The clauses of a text that are neither opening nor question, full stop included, countries left open."""
    clauses = [(*clause.split(), ".") for clause in " ".join(words).split(".") if clause.strip()]
    own = [clause for clause in clauses if clause[1] not in ("grew", "speak")]
    return [tuple("{country}" if word in COUNTRIES else word for word in clause) for clause in own]


TRAINING = [words for seed in range(40) for words in sentences_of(TASKS["france"].sample(rng(seed), 64))]


def test_there_are_twenty_countries_each_one_word_with_a_language_of_its_own():
    assert len(COUNTRIES) >= 20
    assert len(LANGUAGES) == len(COUNTRIES)
    assert all(split(word) == [word] for pair in COUNTRIES.items() for word in pair)
    assert not LANGUAGES & set(COUNTRIES)


@pytest.mark.parametrize("text", [france.DEFAULT_SENTENCE, france.COLAH, france.EASY_SENTENCE])
def test_the_sentences_of_the_lessons_are_made_of_known_words(text):
    assert set(split(text)) <= set(france.VOCABULARY)


def test_the_default_sentence_is_one_that_training_could_show():
    words = split(france.DEFAULT_SENTENCE)
    assert (words[france.country_position(words)], words[france.asked_position(words) + 1]) == ("france", "french")
    seen = {clause for family in FAMILIES for clause in combinations(family, unseen=False)}
    assert set(clauses_of(words)) <= seen
    assert set(clauses_of(split(france.EASY_SENTENCE))) <= seen


@pytest.mark.parametrize(("gap", "unseen"), [*product(SOME_GAPS, (False, True))])
def test_a_sentence_has_exactly_the_gap_that_was_asked_for(gap, unseen):
    for country in COUNTRIES:
        words = france.sentence(rng(gap), country, gap=gap, unseen=unseen)
        position, asked = france.country_position(words), france.asked_position(words)
        assert (words[position], words[asked + 1]) == (country, COUNTRIES[country])
        assert asked - position == gap


@pytest.mark.parametrize("gap", [-1, 0, 2, 5, 6])
def test_a_gap_that_no_sentence_has_is_refused_with_a_sentence(gap):
    with pytest.raises(ValueError, match="a gap is 3, 4 or at least"):
        france.sentence(rng(), gap=gap)


def test_the_country_does_not_change_the_story():
    """So nothing but the country after "grew up in" says anything about the answer."""
    stories = {story_of(france.sentence(rng(1), country, fillers=4)) for country in COUNTRIES}
    assert len(stories) == 1


def test_other_countries_in_the_story_are_independent_of_the_answer():
    pairs, generator = Counter(), rng(2)
    for country in tuple(COUNTRIES) * 100:
        words = france.sentence(generator, country, fillers=3)
        named = [word for word in words[5:] if word in COUNTRIES]
        pairs.update(word == country for word in named)
    share, expected = pairs[True] / pairs.total(), 1 / len(COUNTRIES)
    assert abs(share - expected) < 4 * np.sqrt(expected / pairs.total())


def test_every_country_stands_in_every_clause_that_training_shows():
    for family in set(FAMILIES) - set(WITHOUT_COUNTRY):
        assert all(clause.count("{country}") == 1 for clause in combinations(family, unseen=False))
    found = {word for words in TRAINING for word in words if word in COUNTRIES}
    assert found == set(COUNTRIES)


def test_the_answer_stands_once_and_at_the_end():
    for words in (france.sentence(rng(seed), fillers=seed % 6) for seed in range(60)):
        assert [word for word in words if word in LANGUAGES] == [words[-2]]
        assert words[-1] == "."


def test_the_gap_does_not_depend_on_the_answer():
    gaps = [[len(france.sentence(rng(seed), country, fillers=3)) for seed in range(20)] for country in COUNTRIES]
    assert all(lengths == gaps[0] for lengths in gaps)
    assert len(set(gaps[0])) > 5


def test_training_never_shows_an_unseen_clause():
    seen, unseen = (
        {clause for family in FAMILIES for clause in combinations(family, unseen)} for unseen in (False, True)
    )
    shown = {clause for words in TRAINING for clause in clauses_of(words)}
    assert not seen & unseen
    assert shown <= seen
    assert len(shown) > 0.9 * len(seen)


def test_every_word_of_an_unseen_clause_occurs_in_seen_ones():
    words = [{w for family in FAMILIES for c in combinations(family, unseen) for w in c} for unseen in (False, True)]
    assert words[1] <= words[0]


@pytest.mark.parametrize("gap", [18, 39])
def test_the_evaluation_asks_every_country_equally_often_in_unseen_clauses_only(gap):
    batch = france.evaluation_set(gap, per_country=3)
    sentences = sentences_of(batch)
    unseen = {clause for family in FAMILIES for clause in combinations(family, unseen=True)}
    assert {clause for words in sentences for clause in clauses_of(words)} <= unseen
    assert Counter(words[4] for words in sentences) == dict.fromkeys(COUNTRIES, 3)
    asked, columns = np.nonzero(batch.weights.T)[::-1]
    assert [france.VOCABULARY[k] for k in batch.targets[asked, columns]] == [COUNTRIES[w[4]] for w in sentences]


def test_the_evaluation_is_the_same_each_time():
    first, second = france.evaluation_set(25, per_country=2), france.evaluation_set(25, per_country=2)
    np.testing.assert_array_equal(first.inputs, second.inputs)


def test_the_alternatives_differ_in_the_country_and_its_answer_only():
    words = split(france.DEFAULT_SENTENCE)
    others = france.alternatives(words)
    places = (france.country_position(words), france.asked_position(words) + 1)
    assert [(other[places[0]], other[places[1]]) for other in others] == [
        p for p in COUNTRIES.items() if p[0] != "france"
    ]
    assert all([k for k, word in enumerate(other) if word != words[k]] == [*places] for other in others)


def test_the_alternatives_of_an_unfinished_sentence_differ_in_the_country_only():
    words = split(france.DEFAULT_SENTENCE)[:-2]
    assert all(sum(a != b for a, b in zip(words, other, strict=True)) == 1 for other in france.alternatives(words))


@pytest.mark.parametrize(
    ("asked", "words"), [(france.country_position, ["i", "speak"]), (france.asked_position, ["grew", "up"])]
)
def test_words_without_a_country_or_a_question_are_refused_with_a_sentence(asked, words):
    with pytest.raises(ValueError, match=" ".join(words)):
        asked(words)


def test_pronouns_follow_the_latest_name_and_places_their_noun():
    settled = {"she", "he", "sky", "sea"}
    for family in ("subject", "place"):
        for clause in combinations(family, unseen=False):
            place = next(k for k, word in enumerate(clause) if word in settled)
            assert clause[place] == [ANSWERS[word] for word in clause[:place] if word in ANSWERS][-1]


def test_the_distance_from_a_name_to_its_pronoun_varies():
    distances = set()
    for clause in combinations("subject", unseen=False):
        pronoun = next(k for k, word in enumerate(clause) if word in ("she", "he"))
        distances.add(pronoun - max(k for k, word in enumerate(clause[:pronoun]) if word in ANSWERS))
    assert len(distances) >= 5


def test_a_batch_asks_for_every_next_word_and_weighs_what_an_earlier_word_settles():
    sentences = [["i", "grew", "up", "in", "japan", "i", "speak", "fluent", "japanese", "."], ["the", "clouds", "."]]
    batch = france.batch_of(sentences)
    assert sentences_of(batch) == sentences
    assert batch.lengths.tolist() == [9, 2]
    heavy = france.ANSWER_WEIGHT
    np.testing.assert_array_equal(batch.weights.T, [[1, 1, 1, 1, 1, 1, 1, heavy, 1], [1, 1, *[0] * 7]])


def test_a_sequence_is_solved_when_its_last_answer_is_the_likeliest_word():
    batch = france.batch_of([["the", "clouds", "are", "in", "the", "sky", "."], france.sentence(rng(), fillers=2)])
    perfect = np.eye(len(france.VOCABULARY))[batch.targets]
    assert france.solved(perfect, batch).tolist() == [True, True]
    perfect[4, 0] = np.eye(len(france.VOCABULARY))[france.VOCABULARY.index("sea")]
    assert france.solved(perfect, batch).tolist() == [False, True]


@pytest.mark.parametrize("name", TASKS)
def test_every_task_draws_the_same_batch_from_the_same_seed_and_chance_is_a_share(name):
    task = TASKS[name]
    first, second = task.sample(rng(5), 8), task.sample(rng(5), 8)
    for part in ("inputs", "targets", "weights", "lengths"):
        np.testing.assert_array_equal(getattr(first, part), getattr(second, part))
    assert 0 <= task.chance < 1
    steps = np.arange(len(first.inputs))[:, None]
    assert not first.weights[np.broadcast_to(steps >= first.lengths, first.weights.shape)].any()


@pytest.mark.parametrize("name", TASKS)
def test_a_task_refuses_what_it_does_not_have(name):
    with pytest.raises(ValueError, match="at least one sequence"):
        TASKS[name].sample(rng(), 0)
    with pytest.raises(ValueError, match="no level 'colour'"):
        TASKS[name].sample(rng(), 2, colour=3)
    for level in TASKS[name].levels:
        with pytest.raises(ValueError, match="runs upward"):
            TASKS[name].sample(rng(), 2, **{level: (3, 1)})
