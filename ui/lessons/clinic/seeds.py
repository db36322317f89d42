"""How the patients were chosen, and how the same faults and cures do at other seeds."""

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import HEALTHY
from ui import lesson
from ui.lessons.clinic.diagnosis import NAMES
from ui.lessons.clinic.ward import FOLDER
from ui.over_seeds import spread
from ui.shipped.measured import measured

RESULTS = FOLDER / "seeds.json"
CHOSEN = (
    "These patients are **chosen examples**. We tried how large each fault is, the seed, and how long and how fast a "
    "cure trains, until symptom and cure could be seen. So here are the same faults and cures once more. Each was "
    "trained anew from three seeds; the first is that of the patients above:"
)
AGAIN = (
    "*Ill*: fewer than {healthy} % of new sequences are right. *Healed*: at least as many are. Trained again, not even "
    "the first seed ends with the same weights as above: training makes a difference in the last rounded digit grow. "
    "Printed by `python -m benchmarks.clinic`."
)


def draw(_fault: str, _said: str | None) -> None:
    """A row for each patient; none of it says who lies in which bed."""
    lesson.say(CHOSEN)
    lesson.table([row(fault) for fault in FAULTS])
    lesson.say(exceptions())
    lesson.how_to_read(AGAIN.format(healthy=round(100 * HEALTHY)))


def row(fault: str) -> dict[str, str]:
    """At how many seeds a patient is ill and its own cure heals it; the shares that are right, lowest to highest."""
    before, after = shares(fault)
    return {
        "patient": NAMES[fault],
        "ill": f"{ill(fault)}/{len(before)}",
        "right as delivered": spread(before),
        "healed by its cure": "–" if fault == "healthy" else f"{healed(fault)}/{ill(fault)}",
        "right after it": spread(after),
    }


def shares(fault: str) -> tuple[list[float], list[float]]:
    """Of new sequences right as delivered and after its own cure, one a seed."""
    found = measured(RESULTS)[fault]
    return found["before"], found["after"]


def ill(fault: str) -> int:
    """Of how many seeds the patient is ill."""
    return sum(right < HEALTHY for right in shares(fault)[0])


def healed(fault: str) -> int:
    """Of how many of those that are ill its own cure makes a healthy one."""
    return sum(before < HEALTHY <= after for before, after in zip(*shares(fault), strict=True))


def exceptions() -> str:
    """Which fault makes no patient, and which cure no healthy one, at some of the seeds."""
    sick = [fault for fault in FAULTS if fault != "healthy"]
    never = [NAMES[one] for one in sick if ill(one) < len(shares(one)[0])]
    still = [NAMES[one] for one in sick if healed(one) < ill(one)]
    parts = [("Not at every seed ill", never), ("Ill, and not healed at every seed", still)]
    return (
        " ".join(f"{what}: **{'**, **'.join(who)}**." for what, who in parts if who) or "All are ill, all are healed."
    )
