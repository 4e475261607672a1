"""How to cite a report and the project, from the project's own citation files."""

from pathlib import Path
from typing import NamedTuple

from prisoner_diplomacy.wording import day_words, join_words


class Cited(NamedTuple):
    """What a citation file names; of an address there may be none."""

    names: str
    year: str
    title: str
    version: str
    kind: str
    where: str
    day: str
    licence: str


def citation(file: Path) -> str:
    """Return a citation file (CFF) as a sentence: authors, year, title, version, licence; else nothing."""
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
    versions = [_version(known.title, known), *([_version("data", record)] if record else [])]
    told = f"{title} [report]. {state}. Made with {' and '.join(versions)}."
    return _sentence(known._replace(licence=record.licence if record else ""), told)


def _version(name: str, known: Cited) -> str:
    day = f" ({day_words(known.day)})" if known.day else ""
    return f"{name} {known.version}{day}" if known.version else name


def _sentence(known: Cited, told: str) -> str:
    licence = f" Licence: {known.licence}." if known.licence else ""
    where = f" {known.where}." if known.where else ""
    return f"{known.names} ({known.year}). {told}{licence}{where}"


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
        names=join_words(names),
        year=year,
        title=known["title"],
        version=str(known.get("version", "")),
        kind=kind,
        where=next(iter(places), ""),
        day=str(known.get("date-released", "")),
        licence=str(known.get("license", "")),
    )
