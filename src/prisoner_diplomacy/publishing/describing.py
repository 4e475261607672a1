"""What a published package says of itself: as a data package, and to search engines as JSON-LD."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from prisoner_diplomacy.edtf import edtf_bounds
from prisoner_diplomacy.publishing.tables import ROWS, PublishedTable

FORMATS = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}
"""Media types of the files that hold data."""
ACTS = ("releases", "sanctions", "contacts")
"""The tables whose dates are those of what happened, not of what was counted or told."""
KEPT = (
    "name",
    "title",
    "description",
    "version",
    "created",
    "homepage",
    "licenses",
    "contributors",
    "keywords",
)
TOLD = ("coverage", "inclusion", "gaps", "citation")


class FileFacts(NamedTuple):
    """A file of a package, from its folder, with its size in bytes and its SHA-256."""

    path: str
    bytes: int
    sha256: str


def facts_of(out: Path) -> list[FileFacts]:
    """Return the data files of a folder, by path."""
    found = sorted(path for path in out.rglob("*") if path.suffix in FORMATS)
    return [
        FileFacts(
            path.relative_to(out).as_posix(),
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in found
    ]


def as_package(
    package: dict[str, Any], tables: Iterable[PublishedTable], files: Iterable[FileFacts]
) -> dict[str, Any]:
    """Return the descriptor of a data package, each resource with its hash and bytes."""
    facts = {file.path: file for file in files}
    resources = [
        {**table.descriptor, "bytes": facts[table.path].bytes, "hash": f"sha256:{facts[table.path].sha256}"}
        for table in tables
    ]
    told = {name: package[name] for name in (*KEPT, *TOLD) if name in package}
    return {**told, "profile": "tabular-data-package", "resources": resources}


def as_dataset(
    package: dict[str, Any], tables: Iterable[PublishedTable], files: Iterable[FileFacts]
) -> dict[str, Any]:
    """Return a package as a schema.org Dataset, for search engines and catalogues."""
    tables = list(tables)
    rows = next(table for table in tables if table.name == ROWS)
    distribution = [
        {
            "@type": "DataDownload",
            "name": file.path,
            "contentUrl": file.path,
            "encodingFormat": FORMATS[Path(file.path).suffix],
            "contentSize": f"{file.bytes} B",
            "sha256": file.sha256,
        }
        for file in files
    ]
    variables = [
        {
            "@type": "PropertyValue",
            "name": f"{table.name}.{field['name']}",
            "description": field["description"],
        }
        for table in tables
        for field in table.fields
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "version": package["version"],
        "datePublished": package["created"][:10],
        "license": package["licenses"][0]["path"],
        "creator": {"@type": "Organization", "name": package["contributors"][0]["title"]},
        "creditText": package["citation"],
        "keywords": package["keywords"],
        "isAccessibleForFree": True,
        "temporalCoverage": _span([row["date"] for row in rows.rows if row["table"] in ACTS]),
        "spatialCoverage": {"@type": "Place", "name": "Belarus"},
        "variableMeasured": variables,
        "distribution": distribution,
    }


def _span(dates: list[str]) -> str:
    bounds = [edtf_bounds(value) for value in dates]
    first = min(start for start, _ in bounds if start)
    last = max(end for _, end in bounds if end)
    return f"{first}/{last}"
