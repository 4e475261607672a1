"""The README of the data folder, written from the data package by running this module."""

from pathlib import Path
from typing import Any

from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.record.agreement import agreement_by_field, describe_agreement, settled_differences
from prisoner_diplomacy.record.verification import describe_verification, faults_found, verified_draws
from prisoner_diplomacy.schema.datapackage import Column, Table, read_package

HEAD = """
<!-- Written by `python -m prisoner_diplomacy.publishing.data_readme` from datapackage.json; edit that. -->

## What is here

| what | where | rows |
| --- | --- | --- |
{contents}

An *annotation* is a mark on characters of an article: a person, a time, a number, somebody's words, or the
word that tells of an event. An *event* is one thing that happened, or is hoped for, or is denied, however
often the article mentions it; each points to the sentences it rests on. A row of *context* is a fact from
public sources, independent of any one article.

## How facts are kept

- **Sources.** Every row names its sources by id, two independent ones where they were found. Facts and
  figures only: no sentence of a source is taken over. Where sources disagree, both figures stay, as a low
  and a high count or as rows of their own, and the note says who says what.
- **Confidence.** `high`: two sources of independent origin, or for a measure the official act itself.
  `medium`: one origin, however many repeat it. `disputed`: sources differ.
- **Dates** are [EDTF](https://www.loc.gov/standards/datetime/): `2025-11-22`, a month `2025-11`, a year
  `2025`, an interval `2025-11-20/2025-11-22`, and `~` for approximate.
- **As of.** `known_from` is the day a row became public. An analysis as of a day leaves out what became
  public or happened later.
- **Several values** in a cell have `;` between them. Countries are ISO 3166-1 alpha-3, `EU` for the
  European Union.
- **Files** are UTF-8 with one header row. Empty means not known or not stated, never zero.
- **Checks.** `prisoner-diplomacy context check` names every problem with its file, line and column.
"""

STATEMENTS = {
    "coverage": "What the record covers",
    "inclusion": "What is taken in",
    "gaps": "What is known to be missing",
}
CODING = """
## How far two coders agree

{sentence}

Alpha is Krippendorff's, for values without order, where ten cells or more were coded and values differ; 0 is
what chance gives, 1 full agreement.

| field | tables | cells | alike | percent | alpha |
| --- | --- | --- | --- | --- | --- |
{agreement}

| row | field | first | second | what holds |
| --- | --- | --- | --- | --- |
{differences}
"""

LOOKED_UP = """
## How far other pages bear the record out

{sentence}

`prisoner-diplomacy context draw --seed N` draws rows that nobody has looked up yet and prints the form.

| draw | looked up | rows | found elsewhere | cells | confirmed | wrong | not found | pages |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{draws}

| draw | row | field | it held | what holds | why |
| --- | --- | --- | --- | --- | --- |
{faults}
"""

TAKING = """
## Taking the data elsewhere

`make data` writes the data as a package of their own into `build/data`: a Frictionless data package with
hashes and bytes, each table as CSV and as Parquet, all of them in one SQLite file with their keys, and a
description for search engines. There `rows` holds every dated row and `row_sources` its sources, one a line,
so that every key joins; the labels and reviews are tables too. What changed is in
[CHANGELOG.md](CHANGELOG.md). To cite:

> {citation}
"""

LICENCE = """
## Licences

Data and figures: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), by the Prisoner Diplomacy
contributors. The texts in `articles/` and `evaluation/` are their publishers' and are kept for study; what
is marked on them is under the licence of the data. The scores in `plover/` are facts from the PLOVER
manual.
"""


def readme(folder: Path | None = None) -> str:
    """Return the README of a data folder, by default the clone's."""
    folder = folder or data_folder()
    package = read_package(folder)
    tables = [Table(resource, folder) for resource in package["resources"]]
    described = [*package["documents"], *package["corpus"], *package["linkage"]]
    documents = [_document(entry, folder) for entry in described]
    contents = "\n".join(_contents(table) for table in [*tables, *documents])
    parts = [f"# {package['title']}\n\n{package['description']}\n", HEAD.format(contents=contents)]
    parts += [_statement(title, package[name]) for name, title in STATEMENTS.items()]
    parts += [_section(table, level=2) for table in [*tables, *documents]]
    parts += [_coding(folder), _looked_up(folder)]
    return "".join([*parts, TAKING.format(citation=package["citation"]), LICENCE])


def _statement(title: str, sentences: list[str]) -> str:
    return f"\n## {title}\n\n" + "".join(f"- {sentence}\n" for sentence in sentences)


def _coding(folder: Path) -> str:
    numbers = agreement_by_field(folder)
    agreement = (
        numbers.assign(alpha=["" if n != n else f"{n:.2f}" for n in numbers["alpha"]]).to_numpy().tolist()
    )
    settled = settled_differences(folder).drop(columns="settled").to_numpy().tolist()
    return CODING.format(
        sentence=describe_agreement(folder), agreement=_lines(agreement), differences=_lines(settled)
    )


def _looked_up(folder: Path) -> str:
    draws = verified_draws(folder).to_numpy().tolist()
    faults = faults_found(folder).drop(columns=["page", "publisher"]).to_numpy().tolist()
    return LOOKED_UP.format(
        sentence=describe_verification(folder), draws=_lines(draws), faults=_lines(faults)
    )


def _lines(rows: list[list[Any]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def _document(entry: dict[str, Any], folder: Path) -> Table:
    paths = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
    return Table({**entry, "path": ", ".join(paths)}, folder)


def _contents(table: Table) -> str:
    rows = str(table.path.read_bytes().count(b"\n") - 1) if table.path.suffix == ".csv" else ""
    anchor = table.title.lower().replace(" ", "-")
    return f"| [{table.title}](#{anchor}) | `{table.descriptor['path']}` | {rows} |"


def _section(table: Table, level: int) -> str:
    lines = [f"\n{'#' * level} {table.title}\n", f"`{table.descriptor['path']}` — {table.description}\n"]
    if table.columns:
        lines.append("| column | holds |\n| --- | --- |")
        lines += [f"| `{column.name}` | {_holds(column)} |" for column in table.columns.values()]
        lines.append("")
    lines += [line for column in table.columns.values() for line in _values(table, column)]
    if table.notes:
        lines += ["Decisions taken:\n", *(f"- {note}" for note in table.notes), ""]
    return "\n".join(lines)


def _holds(column: Column) -> str:
    marks = [column.type] if column.type != "string" else []
    if column.constraints.get("required"):
        marks.append("required")
    if "enum" in column.constraints:
        marks.append("one of " + ", ".join(column.constraints["enum"]))
    text = column.description.replace("|", "\\|")
    return text + (f" ({'; '.join(marks)})" if marks else "")


def _values(table: Table, column: Column) -> list[str]:
    fields = table.descriptor["schema"]["fields"]
    categories = next(field for field in fields if field["name"] == column.name).get("categories", [])
    if not categories:
        return []
    rows = [f"| `{category['value']}` | {category['label']} |" for category in categories]
    return [f"| {column.name} | covers |\n| --- | --- |", *rows, ""]


if __name__ == "__main__":
    target = data_folder() / "README.md"
    target.write_text(readme(), encoding="utf-8")
    print(target)
