"""The levers that act while a network trains, in numbers that a link can hold."""

from lstm_core.live.sentences import LIMITS
from ui.in_the_page import Lever
from ui.lessons.learning.choice import Choice
from ui.lessons.learning.drawn import start_of_bias
from ui.lessons.learning.recipes import RECIPES, level_name

LOWEST, HIGHEST = -4.0, 6.0  # of the forget bias
LETTERS = {"rate": "r", "forget_bias": "f", "clip": "c", "batch": "b", "length": "T"}


def levers(choice: Choice) -> list[Lever]:
    """Learning rate (in thousandths), forget bias where the cell has one, clip, batch, length."""
    recipe, bias = RECIPES[choice.task], start_of_bias(choice)
    low, middle, high = recipe.levels
    found = [Lever("rate", "learning_rate", "Learning rate", 1, 100, 1, round(1000 * recipe.rate))]
    if bias is not None and LOWEST <= bias <= HIGHEST:
        found.append(Lever("bias", "learning_bias", "Bias that keeps", LOWEST, HIGHEST, 0.1, bias))
    most = min(32, LIMITS["batch"])
    return [
        *found,
        Lever("clip", "learning_clip", "Clip gradients to", 0.1, 10, 0.1, 1),
        Lever("batch", "learning_batch", "Batch", 1, most, 1, recipe.batch),
        Lever("length", "learning_length", level_name(choice.task).capitalize(), low, high, middle - low, recipe.level),
    ]
