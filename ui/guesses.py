"""What is said of a guess once the answer is known."""


def verdict(said: str, right: str) -> str:
    """The first words after a vote."""
    return f"**{right.capitalize()}**, as you said." if said == right else f"You said {said}; it is **{right}**."


def opening(guess: str, right: str) -> str:
    """The first words before what is so."""
    return "Right" if guess == right else f"You said: {guess}"
