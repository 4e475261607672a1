"""How to cite a report and the project, from the project's own citation files."""

from pathlib import Path
from typing import NamedTuple

from prisoner_diplomacy.wording import join_words


class Cited(NamedTuple):
    """What a citation file names; of an address there may be none."""

    names: str
    year: str
    title: str
    version: str
    kind: str
    where: str


def citation(file: Path) -> str:
    """Return a citation file (CFF) as a sentence: authors, year, title, version; empty without the file."""
    known = cited(file)
    if known is None:
        return ""
    version = f", version {known.version}" if known.version else ""
    return _sentence(known, f"{known.title}{version} [{known.kind}].")


def report_citation(title: str, state: str, software: Path, data: Path) -> str:
    """Return how a report is cited: authors, year, title, its state, versions, and the address, if any.

    Args:
        title: of the report.
        state: of what it is a report, in words.
        software, data: the citation files (CFF); without that of the software nothing is returned.
    """
    known, record = cited(software), cited(data)
    if known is None:
        return ""
    versions = [f"{known.title} {known.version}".strip(), *([f"data {record.version}"] if record else [])]
    return _sentence(known, f"{title} [report]. {state}. Made with {', '.join(versions)}.")


def _sentence(known: Cited, told: str) -> str:
    return f"{known.names} ({known.year}). {told}{f' {known.where}.' if known.where else ''}"


def cited(file: Path) -> Cited | None:
    """Return what a citation file names, None without the file."""
    import yaml

    if not file.is_file():
        return None
    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = [
        author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
        for author in known.get("authors", [])
    ]
    kind = "software" if known.get("type", "software") == "software" else "data"
    year = str(known.get("date-released", ""))[:4]
    places = [str(known[name]) for name in ("doi", "url", "repository-code") if known.get(name)]
    return Cited(
        join_words(names), year, known["title"], str(known.get("version", "")), kind, next(iter(places), "")
    )
