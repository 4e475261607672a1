"""What takes too long is interrupted, in the main thread and beside it, and nothing else is."""

import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from prisoner_diplomacy.corpus import time_limit as limits
from prisoner_diplomacy.corpus.time_limit import TooSlow, time_limit


def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def stubborn():
    try:
        spin(5)
    except BaseException:
        spin(5)


def limited(work, *arguments, seconds=0.1):
    started = time.monotonic()
    try:
        with time_limit(seconds):
            work(*arguments)
    except TooSlow:
        return "stopped", time.monotonic() - started
    return "done", time.monotonic() - started


def beside(work, *arguments, **more):
    if sys.gettrace():
        pytest.skip("what interrupts a thread from beside can interrupt whatever traces it, too")
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(limited, work, *arguments, **more).result()


@pytest.mark.parametrize("run", [limited, beside])
def test_what_takes_too_long_is_stopped(run):
    told, seconds = run(spin, 30)
    assert told == "stopped"
    assert seconds < 20


@pytest.mark.parametrize("run", [limited, beside])
def test_what_swallows_the_first_interruption_is_stopped_by_the_next(run, monkeypatch):
    monkeypatch.setattr(limits, "AGAIN", 0.1)
    assert run(stubborn)[0] == "stopped"


@pytest.mark.parametrize("run", [limited, beside])
def test_what_ends_in_time_is_left_alone(run):
    assert [run(spin, 0, seconds=60)[0] for _ in range(50)] == ["done"] * 50
    assert not [thread for thread in threading.enumerate() if "watch" in thread.name]


@pytest.mark.parametrize("run", [limited, beside])
def test_no_interruption_comes_when_the_work_has_ended(run):
    for _ in range(60):
        run(spin, 0.0101, seconds=0.01)
        spin(0.0005)


def test_waiting_in_the_main_thread_is_stopped_too():
    told, seconds = limited(time.sleep, 30)
    assert told == "stopped"
    assert seconds < 20


def test_a_handler_that_was_there_is_back():
    before = signal.getsignal(signal.SIGALRM)
    limited(spin, 30)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
