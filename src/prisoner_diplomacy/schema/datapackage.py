"""The data package: what tables there are, and what each column holds, as `datapackage.json` says."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.article import InputError

PACKAGE = "datapackage.json"


class Column(NamedTuple):
    """A column as the data package describes it."""

    name: str
    title: str
    description: str
    type: str
    constraints: dict[str, Any]


class Table:
    """A table as the data package describes it."""

    def __init__(self, descriptor: dict[str, Any], folder: Path) -> None:
        """Take the description of a resource or document and the folder its path starts from."""
        self.descriptor = descriptor
        self.name: str = descriptor["name"]
        self.title: str = descriptor["title"]
        self.description: str = descriptor["description"]
        self.path = folder / str(descriptor["path"])
        self.file = f"{folder.resolve().name}/{descriptor['path']}"
        """The file as messages name it."""
        self.notes: list[str] = descriptor.get("processing", [])

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by name, in order."""
        fields = self.descriptor.get("schema", {}).get("fields", [])
        return {
            field["name"]: Column(
                field["name"],
                field["title"],
                field["description"],
                field["type"],
                field.get("constraints", {}),
            )
            for field in fields
        }

    @property
    def foreign_keys(self) -> dict[str, str]:
        """The tables that columns point into by id, by column; a table may point into itself."""
        keys = self.descriptor["schema"].get("foreignKeys", [])
        return {key["fields"][0]: key["reference"]["resource"] or self.name for key in keys}

    @property
    def row_keys(self) -> list[tuple[str, str]]:
        """Pairs of columns of which the first names a table and the second an id in it."""
        return [(table, row) for table, row in self.descriptor["schema"].get("rowKeys", [])]

    @property
    def ascending(self) -> list[tuple[str, str]]:
        """Pairs of columns of which the first must not be above, or later than, the second."""
        return [(low, high) for low, high in self.descriptor["schema"].get("ascending", [])]


def read_package(folder: Path) -> dict[str, Any]:
    """Return the data package of a folder.

    Raises:
        InputError: it is missing or malformed.
    """
    path = folder / PACKAGE
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            Table(resource, folder)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: malformed data package: {error}; restore it from the project") from None
    return dict(package)


def read_tables(folder: Path, under: str = "") -> dict[str, Table]:
    """Return the tables of a folder's data package, those alone whose file is under a subfolder.

    Raises:
        InputError: the data package is missing or malformed.
    """
    resources = read_package(folder)["resources"]
    return {r["name"]: Table(r, folder) for r in resources if str(r["path"]).startswith(under)}


def linkage_tables(folder: Path) -> dict[str, Table]:
    """Return the tables of events joined from reports by name.

    Raises:
        InputError: the data package is missing or malformed.
    """
    return {entry["name"]: Table(entry, folder) for entry in read_package(folder)["linkage"]}


def corpus_tables(folder: Path) -> dict[str, Table]:
    """Return the tables of a corpus run by name; some have the columns of a document.

    Raises:
        InputError: the data package is missing or malformed.
    """
    package = read_package(folder)
    schemas = {entry["name"]: entry.get("schema") for entry in package["documents"]}
    return {
        entry["name"]: Table({"schema": schemas.get(entry.get("rowsOf")), **entry}, folder)
        for entry in package["corpus"]
    }
