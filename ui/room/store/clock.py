"""The time of the rooms, in seconds since 1970, which no jump of the machine's clock moves while the server runs."""

import time

_BEGAN = time.time() - time.monotonic()


def now() -> float:
    """What time it is."""
    return _BEGAN + time.monotonic()
