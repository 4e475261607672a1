"""What does the batches: this process, a pool of processes, a cluster of Dask; in whatever order they end."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from typing import Any

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.batches import Batch
from prisoner_diplomacy.corpus.working import Done

AHEAD = 2
"""Batches handed out for each worker, so that none waits for its next."""
PATIENCE = 10
"""Seconds in which a scheduler has to answer."""
Work = Callable[[Batch], Done]


def in_processes(work: Work, batches: Iterator[Batch], workers: int) -> Iterator[Done]:
    """Do batches in so many processes of this machine; one worker or one batch needs no other process.

    Raises:
        InputError: a process was killed.
    """
    first = list(islice(batches, 2))
    batches = chain(first, batches)
    if workers == 1 or len(first) < 2:
        yield from map(work, batches)
        return
    # A fork would copy the threads' locks of pyarrow in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _prepare_worker) as pool, _stopping_workers(pool):
        try:
            yield from _as_they_end(pool, partial(_in_worker, work), batches, lambda: workers)
        except BrokenProcessPool:
            raise InputError("a worker was killed, for want of memory perhaps; --resume goes on") from None


@contextmanager
def cluster_at(scheduler: str) -> Iterator[Any]:
    """Yield a client of a Dask scheduler, or nothing when none is named.

    Raises:
        InputError: Dask is not installed, or the scheduler cannot be reached.
    """
    if not scheduler:
        yield None
        return
    try:
        import distributed
    except ImportError:
        raise InputError("--scheduler needs Dask: pip install 'prisoner-diplomacy[cluster]'") from None
    # What the library logs repeats in many lines what is told in one here.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(f"{scheduler}: no scheduler can be reached there: {error}") from None
    with client:
        yield client


def on_cluster(work: Work, batches: Iterator[Batch], client: Any) -> Iterator[Done]:
    """Do batches on the workers of a cluster; what a worker that dies was doing another does.

    Raises:
        InputError: the cluster is lost, or a batch has killed several workers.
    """
    import distributed

    pool = client.get_executor(pure=False)
    try:
        yield from _as_they_end(pool, work, batches, lambda: sum(client.nthreads().values()))
    except distributed.KilledWorker as error:
        raise InputError(f"a batch was given up: {error}; --resume goes on") from None
    except (OSError, distributed.CancelledError) as error:
        told = error or type(error).__name__
        raise InputError(f"the cluster was lost ({told}); --resume goes on") from None
    except (ImportError, AttributeError) as error:
        raise InputError(f"a worker lacks this program or has another version of it: {error}") from None


def _as_they_end(
    pool: Executor, work: Work, batches: Iterator[Batch], workers: Callable[[], int]
) -> Iterator[Done]:
    """Yield what is done, with no more batches on their way than keep every worker busy."""
    waiting: set[Future[Done]] = set()
    while True:
        free = max(workers(), 1) * AHEAD - len(waiting)
        waiting |= {pool.submit(work, batch) for batch in islice(batches, max(free, 0))}
        if not waiting:
            return
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


class _Worker:
    """Whether this process, one of a pool, is at work, and whether it is to do no more."""

    busy = False
    ended = False


def _in_worker(work: Work, batch: Batch) -> Done:
    if _Worker.ended:
        raise SystemExit
    _Worker.busy = True
    try:
        return work(batch)
    finally:
        _Worker.busy = False


def _end_work(_number: int, _frame: object) -> None:
    _Worker.ended = True
    if _Worker.busy:
        raise SystemExit


def _prepare_worker() -> None:
    """Let an interrupt end what this process does but not the process, and the parent's end end it."""
    signal.signal(signal.SIGINT, _end_work)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _stopping_workers(pool: Executor) -> Iterator[None]:
    """Interrupt what is being done when the run is stopped.

    Processes that were terminated could leave half a message in the pool's pipe, for the rest of which it
    would wait forever.
    """
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process.pid:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGINT)
        raise
