"""The database of the rooms: a file beside the runs, or what the environment's LSTM_ROOMS says."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ui.places import HOME
from ui.room.store.refusal import Refused, unreachable
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
        connect_args={
            "connect_timeout": PATIENCE,
            "tcp_user_timeout": 1000 * PATIENCE,  # of a machine that is gone without a word
            "options": f"-c statement_timeout={1000 * PATIENCE}",  # of a table that somebody holds
        },
        pool_size=5,
        pool_timeout=PATIENCE,
    )


@cache
def shared() -> Engine:
    """The one of this process; not kept where it could not be opened."""
    return opened(os.environ.get(WHERE, ""))


@contextmanager
def changing(engine: Engine | None = None, at_once: bool = False) -> Iterator[Connection]:
    """A connection whose changes are kept together or not at all; Refused, in a sentence, where nobody answers.

    What is done `at_once`, in one statement, needs no beginning and no end: two journeys to a server less.
    """
    try:
        engine = engine or shared()
        with _at_once(engine) if at_once else engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        if engine and engine.dialect.name == "sqlite":
            _anew(engine)
        raise unreachable() from error


def asked(what: Callable[..., Any], *given: Any, at_once: bool = False) -> Any:
    """The result of a function of such a connection; asked again where that was of a database that was restarted."""
    try:
        with changing(at_once=at_once) as connection:
            return what(connection, *given)
    except Refused as refused:
        if not getattr(refused.__cause__, "connection_invalidated", False):
            raise
    with changing(at_once=at_once) as connection:
        return what(connection, *given)


def _at_once(engine: Engine) -> Any:
    return engine.execution_options(isolation_level="AUTOCOMMIT").connect()


def _anew(engine: Engine) -> None:
    """A file that was taken away is made again, without the rooms that were in it."""
    engine.dispose()
    with suppress(SQLAlchemyError):
        META.create_all(engine)
