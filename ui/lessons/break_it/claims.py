"""What carrying over c and h in mid-story says of the two."""

from lstm_core.tasks import france
from ui import edits
from ui.lessons.break_it.two_readings import broken, likeliest
from ui.shipped import networks

SPAIN, ITALY = "spain", "italy"


def same_c_h(cell: str, seed: int, words: tuple[str, ...]) -> str:
    """What the network answers after another country's c, and after its h, at the same word."""
    names = [*networks.network(cell, seed).cell.states]
    if "c" not in names:
        return f"The {networks.title(cell)} carries only h. Choose the LSTM, which has both."
    country = france.country_position(words)
    other = ITALY if words[country] == SPAIN else SPAIN
    middle = (country + len(words)) // 2
    before, told, changed = likeliest(networks.trace_of(cell, seed, words))[0], [], []
    for name in ("c", "h"):
        word, sure = likeliest(broken(cell, seed, words, (edits.Change(name, middle, middle, country=other),)).after)
        changed += [name] if word != before else []
        told.append(f"with {other.capitalize()}'s {name} it says “{word}” ({round(100 * sure)} %)")
    return (
        f"Your network says “{before}”. Carried over after word {middle}, “{words[middle - 1]}”: {'; '.join(told)}. "
        f"{f'In mid-story the answer follows {changed[0]} alone.' if len(changed) == 1 else ''}"
    )


VERDICTS = {"same_c_h": same_c_h}
