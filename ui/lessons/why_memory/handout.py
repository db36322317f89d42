"""What *Why memory* gives for paper and slides."""

from collections.abc import Mapping

from lstm_core.said import percent
from ui.lessons.why_memory.claims import VERDICTS
from ui.lessons.why_memory.pictures import FILLERS
from ui.lessons.why_memory.words import CLOUDS, PLACES, STORY, USUAL, languages, which_forgets
from ui.shipped import answers, stories
from ui.shipped.present import present
from ui.take import pictures
from ui.take.handout import Blank, Handout, Table, guessed, one_of, recalled, tested

ABOUT = "An RNN, a GRU and an LSTM, each trained five times (seeds 0 to 4). Numbers are means of the five."
NOTEBOOK = "One of the LSTMs of this page with its weights and the sentence about France: every number computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """Both sentences, and how far each kind of network carries the country."""
    options, fillers = languages(STORY), one_of(asked, FILLERS, range(stories.MOST_FILLERS + 1), USUAL)
    near, far = answers.answers(CLOUDS, PLACES), answers.answers(STORY, options)
    everywhere = answers.by_gap()
    asks = "Guess first, on the page. Then write down how probable each kind of network finds the right word."
    rows = tuple(
        (
            cell,
            Blank(percent(near[cell][:, PLACES.index("sky")].mean())),
            Blank(percent(far[cell][:, options.index("french")].mean())),
        )
        for cell in near
    )
    table = Table(
        asks,
        ("network", f"sky: “{' '.join(CLOUDS)} …”", f"french: “{' '.join(STORY[:5])} … {' '.join(STORY[-3:])} …”"),
        rows,
    )
    questions = (
        guessed(f"Which word comes next? “{' '.join(CLOUDS)} …”", PLACES, "sky"),
        guessed(f"Which language comes next? “{' '.join(STORY)} …”", options, "french"),
        recalled(which_forgets()),
        *tested("why_memory", VERDICTS, fillers),
    )
    says = f"Probability of the right language against the gap: {answers.spoken_by_gap(everywhere)}."
    means = {cell: seeds.mean(axis=0).tolist() for cell, seeds in everywhere.items()}
    up, across = "probability of the right language", "gap: words from the country to “fluent”"
    picture = pictures.lines(answers.GAPS, means, across, up, says)
    return Handout(ABOUT, questions, (table,), picture, says, present({}).reading)
