"""What the lesson on many jobs says: at each moment of an example, under its pictures, in its table."""

from lstm_core.many_jobs.recipes import JOBS, SEEDS, command
from lstm_core.said import percent
from ui.lessons.many_jobs import numbers, votes

CLOCK = {
    "play": "Read",
    "pause": "Pause",
    "back": "One step back",
    "on": "One step on",
    "rail": "How much has been read",
    "moment": "{at} of {last} read",
}
GUESS_FIRST = "Guess first."
READING = (
    "First comes one example, then everybody who does this job. A dot is one of three trained networks; a bar is a "
    "rule that needs no network. Further right is better: at the right end everything is right. All is measured on "
    "data that training never showed."
)
EXPLAINED = "*Explained* is 100 % where every answer is exact, and 0 % where it is no better than to say 0 each time."
FILM = (
    "The network of seed 0 reads this example. Pick a layer or a direction. Where a network reads from the end, the "
    "film's memory grows from right to left."
)
FACTS = (
    "One cell does many jobs: what changes is **what goes in** (words, numbers), **when it is asked** (at the end, at "
    "every step) and **what its output is read as** (a choice, a number).",
    "A **baseline** comes first: count words, draw a line, say “as last time”. If the network does not beat it, the "
    "job did not need one.",
    "**Both ways** needs the whole text before its first answer.",
    "Three seeds say more than one: look how far apart the dots are.",
)
LITERATURE = (
    "A much-read tutorial reports 80 % for a two-layer LSTM and 79 % for a GRU that reads both ways, on reviews that "
    "it does not name. Ours are higher because the job is easier: a grammar with {words} words, where every review has "
    "one right answer. The two cannot be compared."
)


def reading(job: str) -> str:
    """How to read the picture, and what is counted where numbers are answered."""
    return f"{READING} {EXPLAINED}" if "explained" in votes.QUESTIONS[job].measure else READING


def number(value: float) -> str:
    """Two digits, with a real minus sign."""
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def at_word(job: str, word: str, step: int, said: dict, asked: bool) -> str:
    """What everybody answers at a word, each its likelier tag."""
    names = numbers.tags(job)
    if job == "tagging" and not asked:
        return f"“{word}” needs no tag."
    parts = []
    for who, rows in said.items():
        best = int(rows[step].argmax())
        parts.append(f"{who} **{names[best]}** {percent(float(rows[step][best]))}")
    return f"{'Read up to' if job == 'reviews' else 'The tag of'} “{word}”: {'; '.join(parts)}."


def at_step(step: int, wanted: str, values: dict[str, float]) -> str:
    """What everybody answers at a step, beside what is right."""
    parts = [f"{who} **{number(value)}**" for who, value in values.items()]
    return f"Step {step}: {wanted}{'; '.join(parts)}." if parts else f"Step {step}: {wanted.rstrip(' ;,')}."


def table(job: str) -> list[dict[str, str]]:
    """A row for everybody who does the job."""
    count = numbers.results(job)["parameters"]
    return [
        {
            "who": who,
            votes.QUESTIONS[job].measure: votes.told(values),
            "seeds": str(len(values)) if who in count else "–",
            "parameters": f"{count[who]:,}" if who in count else "–",
        }
        for who, values in votes.shares(job).items()
    ]


def commands(job: str) -> str:
    """What trains the networks of a job again, one line each; three seeds, and everything measured, with the last."""
    lines = [command(one.seed(0)) for one in JOBS[job].networks.values() if not one.pooled]
    return "\n".join([*lines, f"python -m benchmarks.many_jobs --train {job}  # all {len(SEEDS)} seeds, and measured"])
