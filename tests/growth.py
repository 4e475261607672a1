"""Count the steps that a program takes, so that growth is asserted without a clock."""

import gc
import sys
from collections.abc import Callable

SIZE = 4_000


def steps(function: Callable[[str], object], text: str) -> int:
    """Return how many lines of Python a call executes, those of what it calls included."""
    count = 0

    def trace(*_: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    gc.collect()
    gc.disable()  # what earlier tests left is not cleared away in the middle of the count
    sys.settrace(trace)
    try:
        function(text)
    finally:
        sys.settrace(before)
        gc.enable()
    return count


def assert_linear(function: Callable[[str], object], unit: str, size: int = SIZE) -> None:
    """Fail when twice the text, one unit over and over, takes clearly more than twice the steps."""
    short, long = ((unit * length)[:length] for length in (size, 2 * size))
    function(long)  # what is cached is not counted
    few, many = steps(function, short), steps(function, long)
    assert many <= 2.1 * few + 500, f"{few} steps for {size} characters, {many} for {2 * size}"
