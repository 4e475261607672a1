"""How to cite the project, from its own citation file."""

from pathlib import Path

from prisoner_diplomacy.wording import join_words


def citation(file: Path) -> str:
    """Return a citation file (CFF) as a sentence: authors, year, title, version; empty without the file."""
    import yaml

    if not file.is_file():
        return ""
    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = [
        author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
        for author in known.get("authors", [])
    ]
    kind = "software" if known.get("type", "software") == "software" else "data"
    year = str(known.get("date-released", ""))[:4]
    version = f", version {known['version']}" if "version" in known else ""
    places = [known[name] for name in ("doi", "url", "repository-code") if known.get(name)]
    where = f" {places[0]}." if places else ""
    return f"{join_words(names)} ({year}). {known['title']}{version} [{kind}].{where}"
