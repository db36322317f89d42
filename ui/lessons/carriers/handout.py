"""What *Carriers* gives for paper and slides."""

from collections.abc import Mapping

import numpy as np

from lstm_core.said import joined, percent
from ui.lessons.carriers.claims import VERDICTS
from ui.lessons.carriers.place import SOURCE
from ui.lessons.carriers.words import how_many_carry
from ui.shipped import evidence, networks
from ui.shipped.present import present
from ui.take import pictures
from ui.take.handout import Blank, Handout, Question, Table, one_of, recalled, tested

DRAWN = 12
NOTEBOOK = "The network of this page with its weights and the sentence about France: every number computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """The ranking of the network that is chosen, and what its carriers decide."""
    cell = one_of(asked, "carriers_cell", networks.COMPARED, "lstm", networks.title)
    seed = one_of(asked, "carriers_seed", networks.seeds(cell), 0)
    found, carriers = evidence.of_run(cell, seed), evidence.carriers(cell, seed)
    eta = np.array(found["ranking"]["selectivity"])
    order = np.argsort(-eta, kind="stable")
    about = f"The {networks.title(cell)} of seed {seed}, {len(eta)} units."
    asks = "Guess a row first. Then rank the rows by η², and write down the first five units with their η²."
    rows = tuple((f"place {k + 1}", Blank(str(unit)), Blank(percent(eta[unit]))) for k, unit in enumerate(order[:5]))
    which = Question(
        "Which units were measured to carry the country?",
        (),
        joined([str(unit) for unit in sorted(carriers)]),
        f"Swapping only their memory changes {percent(found['evidence']['swap_carriers'])} of the answers.",
    )
    says = f"η² of the first {DRAWN} units: how much of a unit's value in mid-gap the country explains."
    ranked = {f"unit {unit}{' · carrier' if unit in carriers else ''}": float(eta[unit]) for unit in order[:DRAWN]}
    table = Table(asks, ("", "unit", "η²"), rows)
    stands = {"rows": len(carriers), "source": SOURCE, "by": "selectivity"}
    verdicts = {**VERDICTS, "gru": lambda _cell, *of: VERDICTS["gru"]("gru", *of)}  # whatever is on the screen
    questions = (which, recalled(how_many_carry()), *tested("carriers", verdicts, cell, seed, stands))
    reading = present({"_cell": networks.title(cell), "_seed": str(seed)}).reading
    return Handout(about, questions, (table,), pictures.bars(ranked, says), says, reading)
