"""The machine of pickles, as data: it stacks up what the steps of a pickle say, and carries nothing out.

A pickle is a program: "import this, call it with that". Python's own reader carries it out (whoever writes a pickle can
run anything: CVE-2025-32434 got past PyTorch's filter, CVE-2026-24747 corrupted its memory). Here no step imports or
calls: what would have been made becomes a `Made` that holds its arguments.
"""

import pickletools
from collections.abc import Callable
from typing import Any

from lstm_core.models.errors import ModelFileError
from lstm_core.models.inert.values import KEYS, Elsewhere, Made, Named
from lstm_core.models.limits import MB, MEMO, PICKLE_BYTES, PICKLE_STEPS, refuse


def read_pickle(who: str, content: bytes) -> object:
    """What a pickle says, as data; ModelFileError for one that is torn, or that takes steps no checkpoint needs."""
    if len(content) > PICKLE_BYTES:
        raise refuse(who, f"its description has {len(content) / MB:,.0f} MB, at most {PICKLE_BYTES // MB} MB are read")
    machine = _Machine()
    try:
        for count, (step, argument, _) in enumerate(pickletools.genops(content)):
            if step.name == "STOP":
                return machine.stack.pop()
            if count >= PICKLE_STEPS:
                raise refuse(who, f"its description takes more than {PICKLE_STEPS:,} steps")
            if step.name not in STEPS:
                raise refuse(who, f"its description takes a step that no checkpoint needs ({step.name})")
            STEPS[step.name](machine, argument)
    except ModelFileError:
        raise
    except Exception:  # of a torn pickle: whatever the stack, the memo or a number made of it raises
        raise refuse(who, "its description is damaged") from None
    raise refuse(who, "its description is damaged: it does not end")


class _Machine:
    """A stack, the marks in it, and what was noted to be used again."""

    def __init__(self) -> None:
        self.stack: list = []
        self.marks: list[int] = []
        self.memo: dict[int, object] = {}

    def push(self, value: object) -> None:
        self.stack.append(value)

    def since_mark(self) -> list:
        at = self.marks.pop()
        taken = self.stack[at:]
        del self.stack[at:]
        return taken

    def taken(self, count: int) -> list:
        if count > len(self.stack) - (self.marks[-1] if self.marks else 0):
            raise IndexError(count)
        taken = self.stack[len(self.stack) - count :]
        del self.stack[len(self.stack) - count :]
        return taken

    def note(self, at: int) -> None:
        if not 0 <= at <= MEMO:
            raise IndexError(at)
        self.memo[at] = self.stack[-1]

    def make(self, count: int) -> None:
        """What would have been called with arguments is a placeholder that has them."""
        of, *arguments = self.taken(count)
        self.push(Made(of, arguments[0] if len(arguments) == 1 else tuple(arguments)))

    def name(self) -> None:
        module, name = self.taken(2)
        self.push(Named(f"{module}.{name}"))

    def build(self) -> None:
        (state,) = self.taken(1)
        if isinstance(self.stack[-1], Made):
            self.stack[-1].state = state

    def put(self, pairs: list) -> None:
        into = self.stack[-1]
        into = into.items if isinstance(into, Made) else into
        if not isinstance(into, dict) or len(pairs) % 2:
            raise TypeError(into)
        into.update({k: v for k, v in zip(pairs[::2], pairs[1::2], strict=True) if isinstance(k, KEYS)})

    def add(self, values: list) -> None:
        into = self.stack[-1]
        (into.members if isinstance(into, Made) else into).extend(values)

    def new_dictionary(self, pairs: list) -> None:
        self.push({})
        self.put(pairs)


Step = Callable[[_Machine, Any], object]
STEPS: dict[str, Step] = {
    "PROTO": lambda m, _: None,
    "FRAME": lambda m, _: None,
    "MARK": lambda m, _: m.marks.append(len(m.stack)),
    "POP": lambda m, _: m.taken(1),
    "POP_MARK": lambda m, _: m.since_mark(),
    "DUP": lambda m, _: m.push(m.stack[-1]),
    "NONE": lambda m, _: m.push(None),
    "NEWTRUE": lambda m, _: m.push(True),
    "NEWFALSE": lambda m, _: m.push(False),
    "EMPTY_DICT": lambda m, _: m.push({}),
    "EMPTY_LIST": lambda m, _: m.push([]),
    "EMPTY_TUPLE": lambda m, _: m.push(()),
    "EMPTY_SET": lambda m, _: m.push([]),  # a set is read as a list: nothing of the file is hashed but keys
    "DICT": lambda m, _: m.new_dictionary(m.since_mark()),
    "LIST": lambda m, _: m.push(m.since_mark()),
    "TUPLE": lambda m, _: m.push(tuple(m.since_mark())),
    "FROZENSET": lambda m, _: m.push(m.since_mark()),
    "TUPLE1": lambda m, _: m.push(tuple(m.taken(1))),
    "TUPLE2": lambda m, _: m.push(tuple(m.taken(2))),
    "TUPLE3": lambda m, _: m.push(tuple(m.taken(3))),
    "SETITEM": lambda m, _: m.put(m.taken(2)),
    "SETITEMS": lambda m, _: m.put(m.since_mark()),
    "APPEND": lambda m, _: m.add(m.taken(1)),
    "APPENDS": lambda m, _: m.add(m.since_mark()),
    "ADDITEMS": lambda m, _: m.add(m.since_mark()),
    "MEMOIZE": lambda m, _: m.note(len(m.memo)),
    "GLOBAL": lambda m, text: m.push(Named(str(text).replace(" ", ".", 1))),
    "STACK_GLOBAL": lambda m, _: m.name(),
    "REDUCE": lambda m, _: m.make(2),
    "NEWOBJ": lambda m, _: m.make(2),
    "NEWOBJ_EX": lambda m, _: m.make(3),
    "BUILD": lambda m, _: m.build(),
    "BINPERSID": lambda m, _: m.push(Elsewhere(m.taken(1)[0])),
}
_NUMBERS_AND_WORDS = """BININT BININT1 BININT2 LONG1 BINFLOAT BINUNICODE SHORT_BINUNICODE BINUNICODE8 BINSTRING
    SHORT_BINSTRING BINBYTES SHORT_BINBYTES BINBYTES8 BYTEARRAY8"""
STEPS |= dict.fromkeys(_NUMBERS_AND_WORDS.split(), lambda m, value: m.push(value))
STEPS |= dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT"), lambda m, at: m.note(at))
STEPS |= dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), lambda m, at: m.push(m.memo[at]))
