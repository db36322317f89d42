"""What a training in the page says when it stops, and what it refuses, in sentences; its limits."""

LIMITS = {"units": 64, "batch": 64, "length": 440, "work": 250_000}  # work = units x length x batch


def words(cell: str) -> dict[str, str]:
    """Sentences with {places} for numbers; `cell` is the title of the cell that learns."""
    return {
        "solved": "Solved: all {right} held-out sequences are right after {sequences} sequences. Go on to train on.",
        "rule": "The rule of 1997 is met after {sequences} sequences: {wrong} of {fresh} fresh ones are wrong.",
        "infinite": "The training stopped at update {update}: {why}. {before} Reset it, or choose other settings.",
        "before": "The change before it: {name} from {from} to {to} at update {at}.",
        "no change": "Nothing was changed before it.",
        "limit": "It stopped by itself after {sequences} sequences. Go on to train on {more} more.",
        "round": "After update {update} the sequences of the pool come round again.",
        "hidden": "Paused while this tab is hidden. It goes on when you come back.",
        "units": "At most {most} units learn in the page; you asked for {value}.",
        "batch": "A batch has at most {most} sequences here; you asked for {value}.",
        "length": "Sequences have at most {most} steps here; you asked for {value}.",
        "work": "{units} units × {length} steps × {batch} sequences is {value}; the page computes at most {most}.",
        "no level": "There are no sequences of {name} {value} here; there are {known}.",
        "not a number": "For {name} a number from {low} to {high} is expected, got {value}.",
        **{"rate of": "the learning rate", "forget_bias of": "the bias that keeps", "clip of": "the clip"},
        **{"batch of": "the batch", "length of": "the length", "speed of": "the speed", "units of": "the units"},
        "no file": "This is not a network that was saved here: it should be a .safetensors file of kind “network”.",
        "torn": "This file is damaged: it ends before its numbers do.",
        "misfit": "This file is damaged: its arrays are missing, or do not fit each other.",
        "other cell": f"This file holds another cell; choose its cell first. Here “{cell}” learns.".replace(
            "{cell}", cell
        ),
        "other task": "This file holds a network with other words or answers; choose its task first.",
        "not finite": "This file holds numbers that are not finite: its training had diverged.",
        "no worker": "This browser gives the page no worker, so training makes it slow.",
    }
