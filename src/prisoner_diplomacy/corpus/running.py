"""A run: a source cut into batches, done by an engine, written in parts that a later run can go on from."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.corpus.batches import Batch, cut
from prisoner_diplomacy.corpus.engines import cluster_at, in_processes, on_cluster
from prisoner_diplomacy.corpus.identity import program
from prisoner_diplomacy.corpus.manifest import begin, finish
from prisoner_diplomacy.corpus.progress import Say, Telling
from prisoner_diplomacy.corpus.sources import Source
from prisoner_diplomacy.corpus.store import Store, store_at
from prisoner_diplomacy.corpus.working import FINGERPRINT, Done, Settings, do_and_write, do_batch

DEFAULTS = Settings()


def process_corpus(
    source: str,
    out: str,
    settings: Settings = DEFAULTS,
    workers: int = 1,
    scheduler: str = "",
    resume: bool = False,
    progress: Say = print,
    complain: Say = print,
) -> dict[str, Any]:
    """Annotate every article of a source and write a data set.

    The data set is the same, byte for byte, whatever does the work and however often it was interrupted.

    Args:
        source: a folder, a file of a kind that `Source` knows, or ``-`` for standard input.
        out: a folder that does not exist or is empty, or an address as fsspec understands it.
        settings: what decides on the rows besides.
        workers: processes of this machine.
        scheduler: address of a Dask scheduler that is to do the work instead.
        resume: go on with what an interrupted run has left in ``out``.
        progress: called with a line, now and then, on how far the run is.
        complain: called with a line on what is wrong.

    Returns:
        The manifest, as it is written into ``out``.

    Raises:
        InputError: the source cannot be read or holds nothing, ``out`` is taken, was written otherwise or
            cannot be written any more, or whatever does the work is lost; what was written is whole.
        OSError: ``out`` cannot be made.
    """
    store = store_at(out)
    if store.lies_in(source):
        raise InputError(f"{out}: lies in {source}, of which it would become a part; name another folder")
    reading = Source(source)
    batches = cut(reading, settings.part_size, settings.limit)
    first = next(batches, None)
    if first is None:
        raise InputError(f"{source}: no article in it")
    with cluster_at(scheduler) as cluster, store.locked():
        begin(store, settings, resume)
        wanted = _Wanted(store, chain([first], batches))
        telling = Telling(progress, complain, out)
        try:
            for batch in _done(wanted, settings, store, workers, cluster):
                telling.tell(batch, reading.total(settings.limit), wanted.entries_before)
        except OSError as error:
            told = f"{error.filename or out}: {error.strerror or error}"
            raise InputError(f"{told}; what is done is kept, --resume goes on") from None
        except SystemExit:
            complain(f"{out}: what is done is kept, --resume goes on")
            raise
        finally:
            telling.end()
        wanted.check_all_met()
        return finish(store, settings, {"name": reading.name, "sha256": wanted.hash()}, wanted.met)


def _done(
    batches: Iterator[Batch], settings: Settings, store: Store, workers: int, cluster: Any
) -> Iterator[Done]:
    """Yield what has been done and written: by the workers themselves, but for those of a cluster."""
    if cluster is None:
        yield from in_processes(partial(do_and_write, settings=settings, store=store), batches, workers)
        return
    for done in on_cluster(partial(do_batch, settings=settings), batches, cluster):
        if done.program != program():
            theirs, ours = done.program["version"], program()["version"]
            raise InputError(f"a worker has another state of the program: version {theirs}, here {ours}")
        store.write_part(done.number, done.parts)
        yield done


class _Wanted(Iterator[Batch]):
    """The batches whose parts are not there yet; those that are must hold what the source holds now."""

    def __init__(self, store: Store, batches: Iterable[Batch]) -> None:
        self.store, self.batches = store, iter(batches)
        self.there = store.numbers()
        self.met = self.entries_before = 0
        self.whole = hashlib.sha256()

    def __next__(self) -> Batch:
        for batch in self.batches:
            self.met += 1
            self.whole.update(batch.fingerprint.encode())
            if batch.number not in self.there:
                return batch
            self._check_same(batch)
            self.entries_before += len(batch.entries)
        raise StopIteration

    def check_all_met(self) -> None:
        if self.there and max(self.there) >= self.met:
            raise self._other_source()

    def hash(self) -> str:
        return self.whole.hexdigest()

    def _check_same(self, batch: Batch) -> None:
        told = self.store.metadata("articles", batch.number).metadata or {}
        if told.get(FINGERPRINT.encode()) != batch.fingerprint.encode():
            raise self._other_source()

    def _other_source(self) -> InputError:
        return InputError(
            f"{self.store.out}: written from another source, or it has changed; name a new folder"
        )
