"""What is refused to somebody in a room: one sentence, and the number of HTTP that goes with it."""

UNREACHABLE = "the rooms cannot be reached just now: your page goes on, and votes are sent again"


class Refused(ValueError):
    """Its text is the sentence."""

    def __init__(self, status: int, sentence: str):
        super().__init__(sentence)
        self.status = status


def unreachable() -> Refused:
    """The database does not answer."""
    return Refused(503, UNREACHABLE)
