"""What racers answer on their way: the same few sequences, asked after so many sequences of training and at the end."""

from collections.abc import Generator, Iterator

import numpy as np

from lstm_core.learning.train import Progress
from lstm_core.networks.layers import softmax
from lstm_core.networks.network import Network
from lstm_core.races.lane import Racer
from lstm_core.tasks import Batch, Task

SEQUENCES = 4
AFTER = (100, 1000, 5000)  # asked after the first batch with which so many have been seen
ASKED = {"copy": slice(-10, None), "reber": slice(-2, -1)}  # the steps at which the memory is asked, else the last
LAST = slice(-1, None)


def asked(task: Task, level: int) -> Batch:
    """The sequences that every racer at a level is asked, always the same; training draws none of them."""
    return task.sample(np.random.default_rng([level, SEQUENCES]), SEQUENCES, **{next(iter(task.levels)): level})


def steps_asked(key: str, length: int) -> range:
    """The steps of a sequence of a task at which its answer is read."""
    return range(length)[ASKED.get(key, LAST)]


def answers(network: Network, key: str, task: Task, batch: Batch) -> dict[str, list]:
    """{"said": of each sequence, each step asked, what stands there; "solved": of each, whether it is right}.

    What stands there: a probability for each choice, or the number.
    """
    outputs = network.run(batch.inputs).logits
    solved = [bool(right) for right in task.solved(outputs, batch)]
    said = outputs if task.output == "number" else softmax(outputs)
    rows = [[said[t, k].round(4).tolist() for t in steps_asked(key, n)] for k, n in enumerate(batch.lengths)]
    return {"said": rows, "solved": solved}


def watched(racer: Racer, key: str) -> Iterator[dict]:
    """Run a racer to its end and give back what it answered: {"seen", "said", "solved"}, the last at the end."""
    batch, found, waiting, learning = asked(racer.task, racer.config.level), [], list(AFTER), racer.progress

    def moment() -> dict:
        return {"seen": racer.seen, **answers(racer.network, key, racer.task, batch)}

    def steps() -> Generator[Progress, None, None]:
        for progress in learning:
            if waiting and racer.seen >= waiting[0]:
                waiting.pop(0)
                found.append(moment())
            yield progress

    racer.progress = steps()
    while racer.going:
        racer.turn(lambda: False)
    yield from found if found and found[-1]["seen"] == racer.seen else [*found, moment()]
