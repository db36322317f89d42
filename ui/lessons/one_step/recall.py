"""The recall question of the one step, answered from the step that stands on the page."""

from lstm_core.board.meanings import meanings
from ui.lesson import Recall
from ui.lessons.one_step.numbers import Numbers
from ui.lessons.one_step.pack import node_values


def share_kept(numbers: Numbers) -> Recall:
    """Question, what to say to each answer, the right answer: what share of unit 1's state does this step keep?"""
    cell = numbers.cell
    if not cell.carry:
        question = f"What does the {cell.title} keep of its old output as it was?"
        says = (
            "The old output takes part in the sum, but no valve carries it over: the new one is squashed from the sum."
        )
        return question, {"nothing": says, "all of it": says, "the part its gate lets through": says}, "nothing"
    state, carry = next(iter(cell.carry.items()))
    factor = float(carry.of_nodes(node_values(numbers))[0, 0])
    noun = meanings(cell)[state].noun
    right = f"{round(100 * factor)} %"  # a question asks for whole percents, however near the ends
    options = sorted({round(100 * share) for share in (0.0, 1.0, factor, 1 - factor)})
    says = {
        f"{option} %": f"{carry.text} is {factor:.2f} and multiplies the {noun} of before: {right} of it stays."
        for option in options
    }
    return f"Look at unit 1 in the step above. How much of the {noun} before does it keep?", says, right
