"""What stands folded under the training: the network from inside, its files, and a training that ships, as a movie."""

import streamlit as st

from ui import lesson
from ui.components.film.component import film
from ui.lessons.learning import hero
from ui.lessons.learning.choice import Choice
from ui.shipped import networks, stories
from ui.shipped.alive import alive_with_more

FILLERS = 3


def draw_frozen(choice: Choice) -> None:
    """The network taken out as it is."""
    hero.part(choice, "frozen")
    lesson.how_to_read(
        "The picture is the frozen network reading one sequence. Hold a gate at 0 or at 1 and see what the answer does."
    )


def draw_moments(choice: Choice) -> None:
    """Two moments of the training, and their difference."""
    hero.part(choice, "moments")
    lesson.how_to_read(
        "Left the earlier moment, right the later one, between them what has changed: red rose, blue fell. Rows are "
        "units; columns are steps of the sequence, or what the weights multiply."
    )


def draw_files(choice: Choice) -> None:
    """The trained network as files."""
    hero.part(choice, "files")
    lesson.say(
        "Drop the file in here, and it trains on. Drop it on **Your model**, and it plays in the film: hold its "
        "values, carry a memory over, see its carriers and how far its signals reach. In Python "
        "`lstm_core.Network.load` opens it."
    )
    st.page_link("pages/your_model.py", label="Open it on Your model", icon=":material/upload_file:")


def draw_shipped(_choice: Choice) -> None:
    """The checkpoints of a long training, played by the film."""
    lesson.say(
        "This LSTM of 64 units was trained before and ships with its checkpoints. Press **Watch it learn** in the "
        "film, then Play beside the rail: from random to trained, in one movie."
    )
    words = tuple(stories.story("france", FILLERS))
    film(
        networks.film_of("lstm", 0, words),
        key="learning_film",
        alternatives="each other country",
        alive=alive_with_more("lstm", 0),
    )


FURTHER = (
    ("Freeze it: film, held values, signals, carriers", "learning_frozen", draw_frozen),
    ("Compare two moments", "learning_moments", draw_moments),
    ("Take it with you, go on from a file", "learning_files", draw_files),
    ("A long training that ships, as a movie", "learning_movie", draw_shipped),
)
