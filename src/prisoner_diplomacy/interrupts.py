"""SIGINT and SIGTERM: one line, the exit code that every shell gives, time to clear up, no second thought."""

import atexit
import signal
import sys

NUMBERS = (signal.SIGINT, signal.SIGTERM)
_came: list[int] = []
TOLD = "prisoner-diplomacy: stopped; nothing was left half written"


class Stopped(SystemExit):
    """SIGINT or SIGTERM came."""


def heed() -> None:
    """From now on raise `Stopped` when a signal comes."""
    _came.clear()
    for number in NUMBERS:
        signal.signal(number, _stop)


def code() -> int:
    """Return the exit code of the signal that came, 0 when none did."""
    return _came[-1] if _came else 0


def deafen() -> None:
    """From now on let signals pass: what is left to do is to clear up, or nothing."""
    for number in NUMBERS:
        signal.signal(number, signal.SIG_IGN)


def deafen_at_exit() -> None:
    """Let signals pass once Python begins to end, when all results are out."""
    atexit.register(deafen)


def tell() -> None:
    """Say on stderr that a signal ended the program."""
    print(TOLD, file=sys.stderr)


def _stop(number: int, _frame: object) -> None:
    deafen()
    _came.append(128 + number)
    raise Stopped(_came[-1])
