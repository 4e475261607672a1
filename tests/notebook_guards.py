"""What a stored notebook must keep to, beyond what comparing its outputs can tell.

Each guard returns a list of problems. ``nbval`` compares text and HTML; the guards cover pictures,
order, cleared cells, stderr, metadata and prose.
"""

import re
import statistics
from html.parser import HTMLParser

MOST_LINES, MEDIAN_LINES = 15, 3
NUMBER_WORDS = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety thousand million dozen"
)
NUMBER = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS.split())})s?\b", re.IGNORECASE)
SHELL = re.compile(r"^\s*(?:!|%%(?:bash|sh|script|sx|!|system)\b|%(?:sx|system)\b|\w+\s*=\s*!)", re.MULTILINE)
TIMING = re.compile(r"^\s*%%?(?:time|timeit|prun)\b", re.MULTILINE)
ADDRESS = re.compile(r"(?:/(?:home|Users|root|tmp|work)/|[A-Z]:\\\\)\w|\bat 0x[0-9a-f]{6,}")


class _Images(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.without_alt = 0
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        if tag == "img" and not (dict(attributes).get("alt") or "").strip():
            self.without_alt += 1


def problems(notebook):
    """Return everything that is wrong with a stored notebook."""
    guards = (order, outputs, pictures, magics, metadata, prose, lengths, traces)
    return [problem for guard in guards for problem in guard(notebook)]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def markdown_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def order(notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}, not 1 to {len(counts)}"


def outputs(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"cell {number} stores an error: {output.ename}"
            if output.output_type == "stream" and output.name == "stderr":
                yield f"cell {number} stores stderr"
            if output.output_type == "execute_result" and output.execution_count != cell.execution_count:
                yield f"cell {number} stores a result of another run"
        if len({output.output_type == "stream" for output in cell.outputs}) > 1:
            yield f"cell {number} prints and shows, in an order that nbval does not compare"
        if shows_something(cell) and not cell.outputs:
            yield f"cell {number} is cleared"


def shows_something(cell):
    """Tell whether the last line is an expression, which leaves a result."""
    import ast

    try:
        body = ast.parse(cell.source).body
    except SyntaxError:
        return False
    return bool(body) and isinstance(body[-1], ast.Expr) and not cell.source.rstrip().endswith(";")


def pictures(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            data = output.get("data", {})
            if _Images(data.get("text/html", "")).without_alt:
                yield f"cell {number} shows a picture without alternative text"
            if any(kind.startswith("image/") for kind in data):
                yield f"cell {number} shows a bare picture; an HTML figure keeps its alternative text"
            if "<img" in data.get("text/html", "") and not data.get("text/plain", "").strip():
                yield f"cell {number} shows a picture without a sentence"
    for cell in markdown_cells(notebook):
        if re.search(r"!\[\s*\]", cell.source) or _Images(cell.source).without_alt:
            yield "markdown shows a picture without alternative text"


def magics(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        if SHELL.search(cell.source):
            yield f"cell {number} runs a shell command, whose failure would pass"
        if TIMING.search(cell.source):
            yield f"cell {number} times itself, which varies and hides exceptions"


def metadata(notebook):
    if set(notebook.metadata) != {"kernelspec", "language_info"} or set(notebook.metadata.language_info) != {
        "name"
    }:
        yield "notebook metadata tell of a machine"
    for number, cell in enumerate(notebook.cells, 1):
        if set(cell.metadata) - {"tags"}:
            yield f"cell {number} has metadata {sorted(cell.metadata)}"
        if any(output.get("metadata") for output in cell.get("outputs", [])):
            yield f"cell {number} has outputs with metadata"


def prose(notebook):
    first = notebook.cells[0]
    if first.cell_type != "markdown" or not first.source.startswith("# "):
        yield "the first cell is no title"
    titles = [
        line
        for cell in markdown_cells(notebook)
        for line in cell.source.splitlines()
        if line.startswith("# ")
    ]
    if len(titles) != 1:
        yield f"{len(titles)} titles of the first rank"
    for cell in markdown_cells(notebook):
        found = NUMBER.search(re.sub(r"`[^`]*`|\]\([^)]*\)", "", cell.source))
        if found:
            yield f"markdown states a number that data may change: {found[0]!r} in {cell.source[:60]!r}"
    last = markdown_cells(notebook)[-1].source
    if "not show" not in last and "not say" not in last:
        yield "the last section does not tell what the notebook does not show"


def lengths(notebook):
    counts = [len(cell.source.splitlines()) for cell in code_cells(notebook)]
    if counts and max(counts) > MOST_LINES:
        yield f"a cell has {max(counts)} lines"
    if counts and statistics.median(counts) > MEDIAN_LINES:
        yield f"the median cell has {statistics.median(counts)} lines"


def traces(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            text = output.get("text", "") + "".join(
                part for kind, part in output.get("data", {}).items() if kind.startswith("text/")
            )
            found = ADDRESS.search(re.sub(r"base64,[A-Za-z0-9+/=]+", "", text))
            if found:
                yield f"cell {number} shows a path or an address of this machine: {found[0]}"
