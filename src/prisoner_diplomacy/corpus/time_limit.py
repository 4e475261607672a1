"""Stopping work that takes too long, in a process's main thread and in the threads of a cluster's worker."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 1.0
"""Seconds after which work that has swallowed the interruption is interrupted once more."""


class TooSlow(BaseException):
    """The time is up; no ``except Exception`` in a library on the way keeps it from ending the work."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt what runs inside when it takes longer than so many seconds.

    In the main thread a timer's signal interrupts waiting as well; elsewhere only running Python code is.

    Raises:
        TooSlow: it took longer.
    """
    by_signal = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    with _by_signal(seconds) if by_signal else _from_beside(seconds):
        yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    running = True

    def interrupt(_number: int, _frame: object) -> None:
        if running:
            raise TooSlow

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _from_beside(seconds: float) -> Iterator[None]:
    thread, ended = ctypes.c_ulong(threading.get_ident()), threading.Event()

    def watch() -> None:
        wait = seconds
        while not ended.wait(wait):
            wait = AGAIN
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TooSlow))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        # An interruption on its way arrives here at the latest: joining runs Python code.
        try:
            ended.set()
        finally:
            ended.set()
            watcher.join()
