"""How our command lines end: 0, or one sentence on stderr for whatever went wrong."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

FAILURES = (ValueError, LookupError, OSError, ArithmeticError, MemoryError)
SAID, STOPPED = 2, 130  # exit codes: after a sentence on stderr, after Ctrl-C


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(SAID, f"{self.prog}: {message}; --help explains every option\n")


def ended(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    """Run the `command` that the parser finds in the arguments; its exit code, or SAID, or STOPPED."""
    given = parser.parse_args(arguments)
    try:
        return given.command(given)
    except FAILURES as error:
        print(f"{parser.prog}: {' '.join(_sentence(error).split())}", file=sys.stderr)
        return SAID
    except KeyboardInterrupt:
        return STOPPED


def _sentence(error: Exception) -> str:
    """What an error says, without the quotes of a key and the number of a system's error."""
    if isinstance(error, LookupError) and error.args:
        return str(error.args[0])
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
