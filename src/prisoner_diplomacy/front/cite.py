"""How to cite the project, from its own citation file."""

from pathlib import Path

from prisoner_diplomacy.wording import join_words


def citation(file: Path) -> str:
    """Return a citation file (CFF) as a sentence: authors, year, title, version; empty without the file."""
    if not file.is_file():
        return ""
    names, year, title, where = _parts(file)
    return f"{names} ({year}). {title}.{f' {where}.' if where else ''}"


def made_with(file: Path) -> str:
    """Return what a citation file (CFF) names, to be told within a sentence; empty without the file."""
    if not file.is_file():
        return ""
    names, year, title, where = _parts(file)
    by = f"the {names.removeprefix('The ')}" if names.startswith("The ") else names
    return f"{title}, by {by} ({year}){f', {where}' if where else ''}"


def _parts(file: Path) -> tuple[str, str, str, str]:
    """Return authors, year, title with version and kind, and the address, of which there may be none."""
    import yaml

    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = [
        author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
        for author in known.get("authors", [])
    ]
    kind = "software" if known.get("type", "software") == "software" else "data"
    year = str(known.get("date-released", ""))[:4]
    version = f", version {known['version']}" if "version" in known else ""
    places = [known[name] for name in ("doi", "url", "repository-code") if known.get(name)]
    return join_words(names), year, f"{known['title']}{version} [{kind}]", str(places[0]) if places else ""
