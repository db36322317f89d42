"""Many jobs: what the pictures say is what the networks answer, nothing answers before the guess, own data are read."""

import json
import re

import numpy as np
import pytest

from lstm_core.many_jobs import measures
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.own_data.table import read_table
from tests.support.mounted import header_of, messages, prose
from ui import guesses
from ui.lessons.many_jobs import films, forecast, gender, hero, numbers, pictures, votes, words

OPEN = {key: "true" for _, key, _ in pictures.FURTHER}


def told(job: str, guess: str | None, text: str = "") -> dict:
    return header_of(hero.message(job, text, guess))


@pytest.mark.parametrize("job", JOBS)
def test_before_the_guess_nothing_on_the_page_answers_it(opened, job):
    page = opened("many_jobs", jobs_job=votes.title(job), **OPEN)
    assert not page.error
    assert not page.get("plotly_chart")
    assert not messages(page, "film")
    (sent,) = messages(page, "jobs")
    header = header_of(sent)
    assert not header["guessed"]
    assert header["for_it"] is None
    assert {(track["shares"], track["mean"], track["told"], track["mark"]) for track in header["tracks"]} == {
        (None, None, "", "")
    }
    assert "%" not in " ".join(header["said"])
    assert not [line for line in header.get("lines", []) if line["kind"] == "answer"]
    for who, values in votes.shares(job).items():
        assert votes.told(values) not in prose(page) or votes.told(values) in words.reading(job), who


@pytest.mark.parametrize("job", JOBS)
def test_after_the_guess_everything_is_drawn_and_the_verdict_is_what_was_measured(opened, job):
    guess = votes.options(job)[0]
    page = opened("many_jobs", jobs_job=votes.title(job), **{votes.QUESTIONS[job].key: guess}, **OPEN)
    assert not page.error
    assert votes.verdict(job, guess) in prose(page)
    assert len(messages(page, "film")) == 2  # of the job, and the gender story
    named = re.findall(r"\]\((#unit[^)]*)\)", prose(page))
    assert named
    assert all(re.fullmatch(r"#unit-\d+-c", link) for link in named), "no link that its film hears"
    tracks = header_of(messages(page, "jobs")[0])["tracks"]
    shares = numbers.results(job)
    for track in tracks:
        wanted = shares["networks"].get(track["name"], [shares["baselines"].get(track["name"])])
        assert track["shares"] == pytest.approx(np.clip(wanted, 0, 1))
    marked = {track["name"] for track in tracks if "your guess" in track["mark"]}
    assert marked == set(votes.QUESTIONS[job].options[guess]) & {track["name"] for track in tracks}


@pytest.mark.parametrize("job", JOBS)
def test_every_network_of_a_job_stands_behind_an_answer(job):
    behind = [who for whose in votes.QUESTIONS[job].options.values() for who in whose]
    assert set(numbers.results(job)["networks"]) <= set(behind)
    assert len(behind) == len(set(behind))


@pytest.mark.parametrize("job", JOBS)
def test_the_winner_is_the_best_mean_unless_two_are_nearly_alike(job):
    means = sorted(
        (max(np.mean(votes.shares(job)[who]) for who in whose) for whose in votes.QUESTIONS[job].options.values()),
        reverse=True,
    )
    assert (votes.right(job) == votes.DRAW) == (means[0] - means[1] < votes.NEAR)
    assert votes.right(job) in votes.options(job)


def test_the_sentence_of_a_review_is_what_each_network_says_after_those_words():
    text = "the tent is not awful but lovely ."
    header = told("reviews", guesses.SHOW, text)
    read = numbers.network("reviews", "layers")
    for k, said in enumerate(header["said"]):
        p = read.run(read.encode(text.split()[: k + 1])).probs[-1, 0]
        best = int(p.argmax())
        assert f"LSTM, two layers **{numbers.tags('reviews')[best]}** {words.percent(float(p[best]))}" in said
    assert header["for_it"] == pytest.approx(p[1])
    assert header["for_it"] > 0.9, "not awful but lovely"


@pytest.mark.parametrize("job", ["sensor", "forecast", "gap"])
def test_the_lines_are_what_the_network_answers_at_those_steps(job):
    header, found = told(job, guesses.SHOW), numbers.example(job)
    outputs = measures.said(numbers.network(job, "lstm"), found.batch)[:, 0, 0]
    line = next(line for line in header["lines"] if line["name"] == "LSTM")["values"]
    first = len(outputs) - len(line)
    for k in (len(line) - 1, len(line) // 2):
        step = first + k
        series = numbers.series()
        wanted = {
            "sensor": outputs[step],
            "gap": outputs[step - 1],
            "forecast": series.values[step - 1] + outputs[step - 1] * series.typical,
        }[job]
        assert line[k] == pytest.approx(wanted, abs=1e-3)
        assert words.number(line[k]) in header["said"][k]


def test_a_tag_is_asked_at_nouns_alone():
    header = told("tagging", guesses.SHOW)
    assert [header["words"][k] for k in header["asked"]] == ["bat", "crane"]
    assert "needs no tag" in header["said"][0]
    assert "GRU, one way" in header["said"][header["asked"][0]]


@pytest.mark.parametrize("typed", ["the lamp is purple .", "x" * 30_000, "…"])
def test_words_that_nobody_knows_are_refused_in_a_sentence_and_the_example_stays(opened, typed):
    page = opened("many_jobs", jobs_text=typed, jobs_guess_reviews=guesses.SHOW)
    assert len(page.error) == 1
    assert "The example stays." in page.error[0].value
    assert header_of(messages(page, "jobs")[0])["words"] == numbers.TEXTS["reviews"].split()


@pytest.mark.parametrize("job", JOBS)
def test_every_film_of_a_job_is_that_layer_read_from_that_end(job):
    found = numbers.example(job)
    for chosen in films.choices(job).values():
        made = films.film_of(job, chosen, found)
        network = numbers.cells_of(numbers.network(job, chosen.key))
        run = network.run(found.batch.inputs)
        half = (run.reverse if chosen.reverse else run.layers)[chosen.layer]
        node = made.cell.graph.names["h"]
        np.testing.assert_allclose(made.node_arrays[node], half["h"][:, 0], atol=1e-6)


def test_the_unit_of_the_gender_story_turns_where_a_new_person_comes():
    story = tuple(gender.STORIES["Anna, then Tom"].split())
    _, along = gender.telling_unit(story)
    ends = {name: gender.telling_unit(tuple(gender.STORIES[name].split()))[1] for name in ("Anna", "Tom")}
    last = story.index("he") - 1
    tom, anna = (
        ends[name][tuple(gender.STORIES[name].split()).index(pronoun) - 1]
        for name, pronoun in (("Tom", "he"), ("Anna", "she"))
    )
    assert abs(along[last] - tom) < abs(along[last] - anna)
    assert gender.shares(story, last)[1] > 0.5


CSV = "month;sales\n" + "".join(f"{k};{10 + (k % 7):d},5\n" for k in range(90))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n", "has 1 row; a forecast takes from 60"),
        (b"only words\nand more\n", "has no column of numbers"),
        (b"", "is empty"),
        (b"x\n" + b"1\n" * 1_000_000, "has more than 20,000 rows"),
        (b"x\n" + b"5\n" * 100, "never change"),
    ],
)
def test_a_csv_that_cannot_be_forecast_is_refused_in_one_sentence(content, says):
    with pytest.raises(ValueError, match=says):
        forecast._brought(content, "rows.csv")


def test_a_csv_with_a_header_semicolons_commas_and_a_gap_is_read():
    table = read_table(CSV.replace("5;15,5", "5;").encode(), "rows.csv")
    assert table.columns == ("month", "sales")
    assert table.values[5, 1] == table.values[4, 1]


def test_the_recall_asks_for_the_word_with_the_largest_weight():
    _, options, right = votes.which_word()
    read, weights = numbers.looks("the lamp is not useful but ugly .")
    assert right == read[int(np.argmax(weights))]
    assert len(options) >= 4
    assert json.dumps(list(options))


def test_where_one_example_was_read_to_is_no_place_in_the_next(opened):
    page = opened("many_jobs")
    for job in ("Forecast", "Gap", "Reviews"):
        page.button_group(key="jobs_job").set_value(
            [job] if isinstance(page.button_group(key="jobs_job").value, list) else job
        ).run()
        assert "jobs_at" not in page.query_params, job
