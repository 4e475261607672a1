"""A corpus run measured: speed by workers, memory by size, output against input, cost of a million.

``python benchmarks/corpus.py`` measures a small corpus; ``--sizes 10000 100000 --workers 1 2`` what the
project promises, in an hour or so on two cores that nobody else uses. Articles are generated, one in ten on
the topic. Every run is a program of its own, so that its peak memory is its own; processor time is that of
the run with all its workers. spaCy's small English pipeline is measured beside it where it is installed, as
in ``compare.py``.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from compare import SMALL_MODELS, cpu, say, small_pipeline

from prisoner_diplomacy import Article
from prisoner_diplomacy.corpus import Settings, process_corpus
from prisoner_diplomacy.linkage.files import link_sources
from prisoner_diplomacy.simulation import generate, write_corpus

KEPT = Path(__file__).parent / "measured" / "corpus.json"
MEGABYTES = 1e6 if sys.platform == "darwin" else 1e3
SECONDS_AN_HOUR = 3600
PRICE = 0.05
"""Dollars a core and hour, about what large providers ask on demand; an assumption, not a measurement."""


Run = dict[str, float]


def main() -> None:
    """Measure and print a table, then the same as one line of JSON."""
    options = read_options()
    if options.run:
        print(json.dumps(run_here(*options.run)))
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), options)
    print(json.dumps(found))
    if options.keep:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000], help="articles")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="processes")
    parser.add_argument("--beside", type=int, default=100, help="articles that spaCy reads, 0 for none")
    parser.add_argument("--price", type=float, default=PRICE, help="dollars a core and hour")
    parser.add_argument("--keep", action="store_true", help=f"store what was found in {KEPT.name}")
    parser.add_argument("--run", nargs=3, metavar=("SOURCE", "OUT", "WORKERS"), help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Print and return what every size and number of workers takes."""
    say(
        "articles  workers  seconds  articles/s  core seconds  parent MB  worker MB  output/input"
        "  linked in s"
    )
    runs: list[Run] = []
    for size in options.sizes:
        source = folder / f"{size}.jsonl"
        write_corpus(generate(size), source, folder / f"{size}-truth.jsonl")
        for workers in options.workers:
            out = folder / f"{size}-{workers}"
            found = run_apart(source, out, workers)
            found |= {"articles": size, "workers": workers, "linking": linking(out)}
            runs.append(found)
            say(
                f"{size:>8,}{workers:>9}{found['seconds']:>9.1f}{size / found['seconds']:>12.1f}"
                f"{found['core_seconds']:>14.1f}{found['parent_mb']:>11.0f}{found['worker_mb']:>11.0f}"
                f"{found['output_to_input']:>14.2f}{found['linking']:>13.2f}"
            )
    beside = ratio(runs, folder / f"{max(options.sizes)}.jsonl", options.beside)
    return {"runs": runs, "gain": gain(runs), "ratio": beside, "million": million(runs, options.price)}


def run_apart(source: Path, out: Path, workers: int) -> Run:
    """Return what a run in a program of its own takes."""
    command = [sys.executable, __file__, "--run", str(source), str(out), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (this file)
    found: Run = json.loads(done.stdout)
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return {**found, "output_mb": written / 1e6, "output_to_input": written / source.stat().st_size}


def run_here(source: str, out: str, workers: str) -> Run:
    """Run a corpus and return its time, that of its processors, and the peak memory of it and of a worker."""
    started = time.perf_counter()
    process_corpus(source, out, Settings(), int(workers), progress=say, complain=say)
    seconds = time.perf_counter() - started
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": seconds,
        "core_seconds": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "parent_mb": own_peak(own.ru_maxrss),
        "worker_mb": others.ru_maxrss / MEGABYTES,
    }


def own_peak(told: int) -> float:
    """Return the peak memory of this program in MB; ``told`` counts that of its starter on Linux."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), told / MEGABYTES)


def linking(out: Path) -> float:
    """Return the seconds that joining the run's report rows to events takes."""
    started = time.perf_counter()
    link_sources([out], out.with_name(f"{out.name}-linked"), "standard", "parquet")
    return time.perf_counter() - started


def gain(runs: list[Run]) -> dict[str, float]:
    """Print and return how many times as fast as one worker several are, at the largest size."""
    seconds = {str(run["workers"]): run["seconds"] for run in largest(runs)}
    found = {workers: seconds["1"] / taken for workers, taken in seconds.items() if "1" in seconds}
    for workers, times in found.items():
        say(f"{workers} workers: {times:.2f} times as fast as one")
    return found


def ratio(runs: list[Run], source: Path, beside: int) -> float | None:
    """Print and return how many times as many articles a core does as spaCy's small pipeline does.

    Ours is the whole run of the largest size with fewest workers: reading, annotating, writing.
    """
    pipeline = small_pipeline() if beside else None
    if pipeline is None:
        say(f"spaCy small English pipeline: not measured, none of {', '.join(SMALL_MODELS)} can be loaded")
        return None
    with source.open(encoding="utf-8") as lines:
        articles = [as_article(line) for line in islice(lines, beside)]
    pipeline(articles[0])
    theirs = cpu(lambda: [pipeline(article) for article in articles]) / beside
    run = largest(runs)[0]
    found = theirs / (run["core_seconds"] / run["articles"])
    say(f"a core does {found:.1f} times as many articles as spaCy's small English pipeline")
    return found


def as_article(line: str) -> Article:
    """Return the article of a line of JSON."""
    row = json.loads(line)
    return Article(row["id"], row["text"], None)


def million(runs: list[Run], price: float) -> dict[str, float]:
    """Print and return what a million articles take, worked out from the largest run with most workers."""
    run = largest(runs)[-1]
    times = 1e6 / run["articles"]
    found = {
        "core_hours": run["core_seconds"] * times / SECONDS_AN_HOUR,
        "hours": run["seconds"] * times / SECONDS_AN_HOUR,
        "gigabytes": run["output_mb"] * times / 1000,
    }
    found["dollars"] = found["core_hours"] * price
    say(
        f"a million articles: {found['core_hours']:.1f} core hours, {found['hours']:.1f} hours with"
        f" {run['workers']} workers, {found['gigabytes']:.1f} GB,"
        f" {found['dollars']:.2f} dollars at {price} a core and hour"
    )
    return found


def largest(runs: list[Run]) -> list[Run]:
    """Return the runs of the largest size, fewest workers first."""
    most = max(run["articles"] for run in runs)
    return sorted((run for run in runs if run["articles"] == most), key=lambda run: run["workers"])


if __name__ == "__main__":
    main()
