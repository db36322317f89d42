"""What the lesson on many jobs shows beside its hero and its film; each part is drawn when it is open."""

import streamlit as st

from figures.charts import many_jobs as figures
from lstm_core.said import joined, percent
from lstm_core.tasks import reviews
from ui import frame, lesson, onward
from ui.lessons.many_jobs import forecast, gender, layer_list, numbers, words

ELSEWHERE = ("attention", "big_demos", "layers", "moving")


def taken(job: str, typed: str) -> str:
    """What was typed, if the networks know its words; else "", with a sentence that says what is wrong."""
    with lesson.refused("The example stays."):
        numbers.example(job, typed)
        return typed
    return ""


def draw_measured(job: str, text: str) -> None:
    """Everybody who does the job, in a table, and what trains the networks again."""
    lesson.table(words.table(job))
    if job == "reviews":
        lesson.say(words.LITERATURE.format(words=len(reviews.VOCABULARY)))
    lesson.say("What trains the networks again:")
    st.code(words.commands(job), language="bash", wrap_lines=True)


def draw_looks(job: str, text: str) -> None:
    """Where the network with attention looks."""
    if job != "reviews":
        lesson.waiting("Attention answers for a whole sequence: choose *Reviews* above.")
        return
    read, weights = numbers.looks(text)
    best = sorted(range(len(read)), key=lambda k: -weights[k])[:2]
    most = joined([f"“{lesson.plain(read[k])}” {percent(float(weights[k]))}" for k in best])
    lesson.chart(figures.looks(read, weights, lesson.dark()), f"Attention takes most from {most}.", "jobs_looks")
    lesson.how_to_read(
        f"The answer is read off one weighted mean of the GRU's outputs. Most is taken from {most}. Because the GRU "
        "reads both ways, its output at a word holds the words around it too: a weight says where something is taken "
        "from, not what it is about."
    )


def draw_elsewhere(job: str, text: str) -> None:
    """The lessons in which one cell does still other jobs."""
    lesson.say("Translating dates, writing letter by letter, guessing a hidden word, predicting pictures:")
    onward.links([stop for stop in frame.catalogue() if stop.name in ELSEWHERE])


FURTHER = (
    ("Everybody's numbers, and the command that trains the networks again", "jobs_measured_open", draw_measured),
    ("The layer array: this network in PyTorch and Keras", "jobs_array_open", layer_list.draw),
    ("Where attention looks", "jobs_looks_open", draw_looks),
    ("A forecast with its band, of our series or your own CSV", "jobs_forecast_open", forecast.draw),
    ("Anna … she: which unit keeps who it was?", "jobs_gender_open", gender.draw),
    ("Other jobs, on other pages", "jobs_elsewhere_open", draw_elsewhere),
)
