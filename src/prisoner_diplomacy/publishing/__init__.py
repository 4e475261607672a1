"""The data as others take it: a data package, Parquet files, one SQLite file and a JSON-LD description."""

import json
import shutil
import tempfile
from pathlib import Path

from prisoner_diplomacy.article import InputError
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.publishing.describing import as_dataset, as_package, facts_of
from prisoner_diplomacy.publishing.tables import published_tables, write_csv
from prisoner_diplomacy.publishing.writing import write_database, write_parquet
from prisoner_diplomacy.record.check import find_problems
from prisoner_diplomacy.schema.datapackage import PACKAGE, read_package

DATABASE = "prisoner-diplomacy.sqlite"
DATASET = "dataset.jsonld"
PAPERS = ("README.md", "CHANGELOG.md", "CITATION.cff")
LICENCE = "LICENSE-DATA"


def publish(out: Path, folder: Path | None = None) -> list[Path]:
    """Write the data as a package into a folder, replacing what an earlier run left there.

    The same data give the same bytes with the same versions of SQLite and DuckDB.

    Args:
        out: where to write.
        folder: the data folder, by default the clone's.

    Returns:
        The files written, by name.

    Raises:
        InputError: the data have a problem, a file is missing, or DuckDB is not installed.
    """
    folder = folder or data_folder()
    problems = find_problems(folder)
    if problems:
        raise InputError(f"{problems[0]} (of {len(problems)}: prisoner-diplomacy context check)")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".publishing-") as place:
        made = Path(place) / "data"
        _write(made, folder)
        _validate(made)
        shutil.rmtree(out, ignore_errors=True)
        made.rename(out)
    return sorted(path for path in out.rglob("*") if path.is_file())


def _write(out: Path, folder: Path) -> None:
    tables = published_tables(folder)
    for table in tables:
        write_csv(table, out / table.path)
    write_database(tables, out / DATABASE)
    for table in tables:
        write_parquet(table, out)
    _copy_papers(out, folder)
    package = as_package(read_package(folder), tables, facts_of(out))
    _write_json(out / PACKAGE, package)
    _write_json(out / DATASET, as_dataset(package, tables, facts_of(out)))


def _copy_papers(out: Path, folder: Path) -> None:
    for path in (*(folder / name for name in PAPERS), folder.parent / LICENCE):
        try:
            shutil.copyfile(path, out / path.name)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}; publish from a clone") from None


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _validate(out: Path) -> None:
    """Let Frictionless read the package back: types, constraints, keys, hashes and bytes."""
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(out / PACKAGE)).validate()
    except FrictionlessException as error:
        raise InputError(f"{PACKAGE}: {error.reasons[0].note if error.reasons else error}") from None
    errors = [error.message for task in report.tasks for error in task.errors]
    errors += [error.message for error in report.errors]
    if errors:
        raise InputError(f"the package does not validate: {errors[0]} (of {len(errors)})")
