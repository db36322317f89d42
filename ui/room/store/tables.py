"""What is kept of a room: where its teacher is, what was asked, one number a browser for each question; no names."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

META = MetaData()


def _of_room() -> Column:
    return Column("room", ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True)


ROOMS = Table(
    "rooms",
    META,
    Column("id", Integer, primary_key=True),
    Column("word", String(24), unique=True, nullable=False),
    Column("secret", String(64), nullable=False),  # the hash of what the teacher's browser holds
    Column("ends", Float, nullable=False),
    Column("version", Integer, nullable=False, default=0),  # one more with every change
    Column("page", String(40), nullable=False, default=""),  # where the teacher is, "" while nobody is led
    Column("place", String(2000), nullable=False, default=""),  # and the rest of that address
    Column("question", String(80), nullable=False, default=""),  # what is asked now
)
QUESTIONS = Table(
    "questions",
    META,
    _of_room(),
    Column("name", String(80), primary_key=True),
    Column("options", Integer, nullable=False),
    Column("revealed", Boolean, nullable=False, default=False),
    Column("right", Integer),  # the place of the right option, once the teacher's page has told it
)
VOTES = Table(
    "votes",
    META,
    _of_room(),
    Column("question", String(80), primary_key=True),
    Column("voter", String(32), primary_key=True),  # a hash that means nothing in another room
    Column("choice", Integer, nullable=False),
)
PRESENT = Table(
    "present",
    META,
    _of_room(),
    Column("server", String(32), primary_key=True),  # each process counts those who are connected to it
    Column("count", Integer, nullable=False),
    Column("seen", Float, nullable=False),
)
