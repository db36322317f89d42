"""The database of the rooms: a file beside the runs, or what the environment's LSTM_ROOMS says."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ui.places import HOME
from ui.room.store.refusal import unreachable
from ui.room.store.tables import META

WHERE = "LSTM_ROOMS"  # "postgresql://user:password@host/name", where several machines share rooms
PATIENCE = 3  # seconds that one waits for the database


def opened(url: str = "") -> Engine:
    """The engine of a database, whose tables are there; ValueError where it is no address of one that we know."""
    try:
        address = make_url(url or f"sqlite:///{HOME / 'runs' / 'rooms.sqlite'}")
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _server(address)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ValueError(f"{WHERE} is no address of a database, such as postgresql://host/name") from error
    except ModuleNotFoundError as error:
        raise ValueError(f"{WHERE} needs a driver: python -m pip install 'psycopg[binary]'") from error
    for last in (False, True):  # two servers that start together may both make the tables
        try:
            META.create_all(engine)
            break
        except DBAPIError:
            if last:
                engine.dispose()
                raise
    return engine


def _sqlite(address: Any) -> Engine:
    if address.database:
        (HOME / "runs").mkdir(exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _server(address: Any) -> Engine:
    return create_engine(
        address,
        connect_args={"connect_timeout": PATIENCE},
        pool_size=5,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,  # a server that was restarted is found again
    )


@cache
def shared() -> Engine:
    """The one of this process; not kept where it could not be opened."""
    return opened(os.environ.get(WHERE, ""))


@contextmanager
def changing(engine: Engine | None = None) -> Iterator[Connection]:
    """A connection whose changes are kept together or not at all; Refused, in a sentence, where nobody answers."""
    try:
        with (engine or shared()).begin() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise unreachable() from error
