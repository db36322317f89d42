"""What the networks' answers say of one sentence and one seed as a proof."""

import numpy as np

from lstm_core.said import percent
from ui.lessons.why_memory.words import languages
from ui.shipped import answers, stories


def one_seed(fillers: int) -> str:
    """From the worst seed to the best of each kind, and which kind wins with each seed, at the reader's gap."""
    words = tuple(stories.story("france", fillers))
    options = languages(words)
    found = {cell: rows[:, options.index("french")] for cell, rows in answers.answers(words, options).items()}
    ranges = [f"{cell} from {percent(p.min())} to {percent(p.max())}" for cell, p in found.items()]
    wins = np.array(list(found.values())).argmax(axis=0)
    counts = [f"the {cell} with {int((wins == k).sum())}" for k, cell in enumerate(found) if (wins == k).any()]
    return (
        f"On your sentence, with {fillers} clauses in between, “french” gets, from the worst seed to the best: "
        f"{'; '.join(ranges)}. Best is "
        f"{', '.join(counts)} of {len(wins)} seeds. Only many sentences and several seeds can compare kinds."
    )


VERDICTS = {"one_seed": one_seed}
