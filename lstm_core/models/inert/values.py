"""What a pickle that is read as data is made of, besides dictionaries, lists, tuples, words and numbers."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Named:
    """A class or a function that the pickle names ("torch.FloatStorage"); it is never looked for."""

    name: str


@dataclass(eq=False)
class Made:
    """What calling `of` would have made: a dead placeholder that holds what it would have been given."""

    of: object  # a Named, as a rule
    arguments: object = ()
    state: object = None
    items: dict = field(default_factory=dict)  # what would have been put into it by key,
    members: list = field(default_factory=list)  # or in a row

    @property
    def name(self) -> str:
        """What was to be called, "" where it has no name."""
        return self.of.name if isinstance(self.of, Named) else ""


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """What the pickle says lies outside it: a storage of numbers, in PyTorch's files."""

    what: object


KEYS = (str, int, float, bytes, type(None))  # of dictionaries; a key of any other kind, hashed, could take forever


def dictionary(value: object) -> dict | None:
    """What is a dictionary, or would have become one; None for anything else."""
    if isinstance(value, dict):
        return value
    if isinstance(value, Made) and value.name in DICTIONARIES:
        return value.items
    return None


DICTIONARIES = {"collections.OrderedDict", "collections.defaultdict", "collections.Counter"}
