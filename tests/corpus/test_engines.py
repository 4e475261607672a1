"""The same run on other engines and file systems: the same bytes, and what is lost is told in a line."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import fsspec
import pytest
from samples import lines, many

from prisoner_diplomacy import InputError
from prisoner_diplomacy.corpus import Settings, engines, process_corpus, read_table, running
from prisoner_diplomacy.corpus.engines import in_processes, on_cluster
from prisoner_diplomacy.corpus.working import Done

SMALL = Settings(part_size=3)
QUIET = {"progress": lambda _: None, "complain": lambda _: None}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(many(40) + lines("{"))
    return str(path)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def whole(source, tmp_path):
    process_corpus(source, str(tmp_path / "whole"), SMALL, **QUIET)
    return files(tmp_path / "whole")


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def test_source_and_data_set_may_lie_where_fsspec_reaches(source, tmp_path, whole, memory):
    with open(source, "rb") as file:
        memory.pipe_file("/bucket/in.jsonl", file.read())
    process_corpus("memory://bucket/in.jsonl", "memory://bucket/out", SMALL, **QUIET)
    found = {name.removeprefix("/bucket/out/"): memory.cat_file(name) for name in memory.find("/bucket/out")}
    assert found == whole
    assert read_table("memory://bucket/out", "articles").num_rows == 40
    with pytest.raises(InputError, match="exists already"):
        process_corpus("memory://bucket/in.jsonl", "memory://bucket/out", SMALL, **QUIET)
    memory.rm("/bucket/out/articles/part-000001.parquet")
    process_corpus("memory://bucket/in.jsonl", "memory://bucket/out", SMALL, resume=True, **QUIET)
    assert {
        name.removeprefix("/bucket/out/"): memory.cat_file(name) for name in memory.find("/bucket/out")
    } == whole


def test_a_folder_elsewhere_is_read_with_its_sidecars(tmp_path, memory):
    memory.pipe_file("/in/b/a.txt", b"Minsk freed 31 Ukrainian citizens on Monday.")
    memory.pipe_file("/in/b/a.toml", b"published = 2031-05-06")
    memory.pipe_file("/in/c.png", b"x")
    manifest = process_corpus("memory://in", str(tmp_path / "out"), SMALL, **QUIET)
    assert manifest["failures"] == {"not an article": 1}
    assert read_table(tmp_path / "out", "articles", ["id"]).to_pylist() == [{"id": "b/a"}]


def test_no_more_batches_are_taken_than_keep_the_workers_busy():
    taken = []

    def batches():
        for number in range(100):
            taken.append(number)
            yield number

    class Pool:
        def submit(self, work, batch):
            future = engines.Future()
            future.set_result(work(batch))
            return future

    done = engines._as_they_end(Pool(), lambda number: number, batches(), lambda: 3)
    next(done)
    assert len(taken) <= 3 * engines.AHEAD
    assert sorted([*done, 0])[-1] == 99


def kill_once(batch, path):
    """Kill the process that does the second batch, the first time."""
    if batch == 1 and not os.path.exists(path):
        open(path, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return Done(batch, {}, 0, [], [], {})


class KillOnce:
    def __init__(self, path):
        self.path = str(path)

    def __call__(self, batch):
        return kill_once(batch, self.path)


@pytest.mark.slow
def test_a_worker_that_is_killed_ends_the_run_with_a_line(tmp_path):
    with pytest.raises(InputError, match=r"a worker was killed.*--resume"):
        list(in_processes(KillOnce(tmp_path / "killed"), iter(range(9)), 2))


def test_a_worker_that_has_just_ended_does_not_hide_why_the_run_stops(monkeypatch):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    monkeypatch.setattr(engines.multiprocessing, "active_children", lambda: [ended])
    with pytest.raises(InputError, match="why"), engines._stopping_workers(ThreadPoolExecutor(1)):
        raise InputError("why")


def test_a_scheduler_that_cannot_be_reached_is_told(source, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", 0.2)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(InputError, match="no scheduler can be reached there"):
            process_corpus(source, str(tmp_path / "out"), SMALL, scheduler=address, **QUIET)
    assert not (tmp_path / "out").exists()


def test_a_scheduler_without_dask_names_the_extra(source, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match=r"prisoner-diplomacy\[cluster\]"):
        process_corpus(source, str(tmp_path / "out"), SMALL, scheduler="tcp://127.0.0.1:9", **QUIET)


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    source, tmp_path, whole, cluster, monkeypatch
):
    killed = []

    def killing(batches):
        for number, batch in enumerate(batches):
            if number == 6:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.pid)
                os.kill(worker.pid, signal.SIGKILL)
            yield batch

    monkeypatch.setattr(
        running, "on_cluster", lambda work, batches, client: on_cluster(work, killing(batches), client)
    )
    process_corpus(source, str(tmp_path / "out"), SMALL, scheduler=cluster.scheduler_address, **QUIET)
    assert killed
    assert files(tmp_path / "out") == whole


@pytest.mark.slow
def test_an_article_that_takes_too_long_on_a_cluster_is_stopped(tmp_path, cluster):
    source = tmp_path / "in.jsonl"
    source.write_text(
        lines(
            {
                "id": "long",
                "text": "Two men were freed on Monday, the court said. " * 40_000,
                "published": "2031-05-06",
            }
        )
        + many(3)
    )
    manifest = process_corpus(
        str(source),
        str(tmp_path / "out"),
        SMALL._replace(seconds=4.0),
        scheduler=cluster.scheduler_address,
        **QUIET,
    )
    assert manifest["failures"] == {"too slow": 1}
    assert manifest["rows"]["articles"] == 3


def test_a_worker_with_another_state_of_the_program_is_refused(source, tmp_path, monkeypatch):
    def elsewhere(work, batches, client):
        yield work(next(batches))._replace(program={"version": "0.0.1"})

    @contextmanager
    def cluster(address):
        yield object()

    monkeypatch.setattr(running, "on_cluster", elsewhere)
    monkeypatch.setattr(running, "cluster_at", cluster)
    with pytest.raises(InputError, match=r"another state of the program: version 0\.0\.1"):
        process_corpus(source, str(tmp_path / "out"), SMALL, scheduler="tcp://x", **QUIET)
    assert not list((tmp_path / "out").rglob("*.parquet"))
