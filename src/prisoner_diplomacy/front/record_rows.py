"""Rows of the record on a page: each with an address of its own and links to its publishers' pages."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from prisoner_diplomacy.front.accounts import GIVEN, with_article
from prisoner_diplomacy.schema.csv_cells import to_csv
from prisoner_diplomacy.table_words import record_words
from prisoner_diplomacy.viewer.frame import show_table
from prisoner_diplomacy.viewer.shown import Shown
from prisoner_diplomacy.wording import day_words, join_words, matter_words

if TYPE_CHECKING:
    import pandas as pd

    from prisoner_diplomacy.record.load import Context

NUMERIC = ("freed", "held")
FEW = 5
"""How many rows stand open on a page; more are folded."""


def source_links(context: "Context", cell: str, day: str = "") -> str:
    """Return the sources that a cell names as links: publisher, and the day of the page where it is known.

    Args:
        context: the tables.
        cell: the sources' ids.
        day: a day that is not told again.
    """
    from prisoner_diplomacy.record.load import split

    names = split(cell)
    named = context.sources[context.sources["id"].isin(names)]
    known = {row["id"]: row for _, row in named.iterrows()}
    return "; ".join(_link(known[name], day) for name in names if name in known)


def _link(source: "pd.Series[Any]", told: str) -> str:
    day = f", {day_words(source['published'])}" if source["published"] not in ("", told) else ""
    title = f' title="{escape(source["title"])}"' if source["title"] else ""
    from prisoner_diplomacy.analysis.shared import NAMELESS

    name = escape(NAMELESS.sub(r"\1", source["publisher"]))
    if not str(source["url"]).startswith(("https://", "http://")):
        return f"{name}{day}"
    return f'<a href="{escape(source["url"])}"{title} rel="noreferrer">{name}</a>{day}'


def rows_table(
    name: str, caption: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
) -> str:
    """Return rows as a table that tools of the page can sort, filter and save.

    Args:
        name: of the table: its id is ``rows-NAME``, the file it is saved as ``NAME.csv``.
        caption: what it holds.
        columns: the headings.
        rows: of each its id in the record and its cells as markup.
    """
    head = "".join(f'<th scope="col"{_kind(column)}>{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr id="row-{escape(key)}">'
        + "".join(f"<td{_kind(column)}>{cell}</td>" for column, cell in zip(columns, cells, strict=True))
        + "</tr>"
        for key, cells in rows
    )
    told = escape(caption)
    return (
        f'<details class="rows"{" open" if len(rows) <= FEW else ""}>'
        f"<summary>{told} ({len(rows)})</summary>"
        f'<div class="pd-wide" tabindex="0" role="region" aria-label="{told}">'
        f'<table class="pd-data" id="rows-{name}" data-name="{name}"><caption>{told}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _kind(column: str) -> str:
    return ' class="pd-n"' if column in NUMERIC else ""


def releases_table(context: "Context") -> str:
    """Return the releases that the running total adds up, each with its publishers' pages."""
    from prisoner_diplomacy.analysis import freed
    from prisoner_diplomacy.analysis.shared import series_start

    since = f"{series_start(context):%B %Y}"
    caption = f"Releases added up here: all since {since}, from when on the record has no gaps"
    return _freed_table(context, freed(context), "releases", caption)


def later_table(context: "Context", later: "pd.DataFrame", day: str) -> str:
    """Return the releases that came after a day, nothing without any."""
    caption = f"Releases after {day_words(day)}, left out of every sum above"
    return "" if later.empty else _freed_table(context, later, "later", caption)


def _freed_table(context: "Context", releases: "pd.DataFrame", name: str, caption: str) -> str:
    from prisoner_diplomacy.analysis.shared import span

    known = context.releases.set_index("id")
    rows = [
        (
            str(row["id"]),
            (
                day_words(row["date"]),
                span(known.loc[row["id"], "count_low"], known.loc[row["id"], "count_high"]),
                escape(str(row["who"])),
                escape(str(known.loc[row["id"], "confidence"])),
                source_links(context, str(known.loc[row["id"], "sources"])),
            ),
        )
        for _, row in releases.iterrows()
    ]
    return rows_table(name, caption, ("when", "freed", "who", "certainty", "publishers"), rows)


def held_table(context: "Context") -> str:
    """Return the counts of those held, the latest first, each with its publishers' pages."""
    from prisoner_diplomacy.analysis import held
    from prisoner_diplomacy.analysis.counts import COUNTER, COUNTER_IS
    from prisoner_diplomacy.analysis.shared import span

    counts = context.prisoner_counts.set_index("id")
    sources, low, high = (counts[name] for name in ("sources", "count_low", "count_high"))
    rows = [
        (
            str(row["id"]),
            (
                day_words(row["date"]),
                span(low[row["id"]], high[row["id"]]),
                escape(str(row["note"])),
                source_links(context, sources[row["id"]]),
            ),
        )
        for _, row in held(context).iloc[::-1].iterrows()
    ]
    caption = f"Political prisoners held, as {COUNTER}, {COUNTER_IS}, counts them"
    return rows_table("held", caption, ("when", "held", "note", "publishers"), rows)


def voices_table(context: "Context", reports: "pd.DataFrame") -> str:
    """Return who gives the number of people freed, each report with its pages; empty without any.

    Args:
        context: the tables.
        reports: the rows of the reports.
    """
    rows = [
        (
            str(row["id"]),
            (
                escape(row["attributed_to"].replace(";", "; ")),
                escape(row["value"]),
                escape(row["note"]),
                day_words(row["date"]),
                source_links(context, row["sources"], row["date"]),
            ),
        )
        for _, row in reports.iterrows()
    ]
    columns = ("who says so", "freed", "note", "when", "publishers")
    return rows_table("voices", "Who gives the number freed", columns, rows) if rows else ""


def later_claims_table(context: "Context", claims: "pd.DataFrame", day: str) -> str:
    """Return what reports after a day say of a return for the release, nothing without any."""
    rows = [
        (
            str(row["id"]),
            (
                day_words(row["date"]),
                escape(matter_words(row["claim"])),
                escape(row["value"]),
                escape(row["attributed_to"].replace(";", "; ")),
                escape(row["note"]),
                source_links(context, row["sources"], row["date"]),
            ),
        )
        for _, row in claims.iterrows()
    ]
    columns = ("when", "on what", "what", "who says so", "note", "publishers")
    caption = f"What is said of a return after {day_words(day)}"
    return rows_table("later-claims", caption, columns, rows) if rows else ""


def links_table(context: "Context", release: str, claims: "pd.DataFrame") -> str:
    """Return what somebody ties to a release, and what is said of an exchange, by whom and on which pages.

    Args:
        context: the tables.
        release: its id.
        claims: the reports of whether it was an exchange.
    """
    no_exchange = [
        f"{join_words(speakers)} {'says' if len(speakers) == 1 else 'say'}: {row['value']}"
        for _, row in claims.iterrows()
        if (speakers := row["attributed_to"].split(";"))
    ]
    rows = [*_tied_rows(context, release, "; ".join(no_exchange)), *_exchange_rows(context, claims)]
    columns = ("claim", "when", "what", "who says so", "who denies it", "note", "publishers")
    return rows_table("ties", "What somebody ties to this release", columns, rows) if rows else ""


def _tied_rows(context: "Context", release: str, no_exchange: str) -> list[tuple[str, tuple[str, ...]]]:
    from prisoner_diplomacy.analysis import tied

    known, rows = context.links, []
    for _, row in tied(context).iterrows():
        ends = {row["release"], row["other"]}
        same = known[[{a, b} == ends for a, b in zip(known["from_id"], known["to_id"], strict=True)]]
        same = same[same["relation"] == row["relation"]]
        if row["release"] == release and len(same):
            link = same.iloc[0]
            of_return = no_exchange if row["relation"] == GIVEN else ""
            nobody = f"nobody directly; {of_return}" if of_return else "nobody on record"
            cells = (
                row["relation"],
                day_words(row["date"]),
                row["what"],
                row["claimed_by"].replace(";", "; "),
                row["denied_by"].replace(";", "; ") or nobody,
                link["note"],
            )
            rows.append((str(link["id"]), (*map(escape, cells), source_links(context, link["sources"]))))
    return rows


def _exchange_rows(context: "Context", claims: "pd.DataFrame") -> list[tuple[str, tuple[str, ...]]]:
    """Return what each report says of whether a release was an exchange, with who says otherwise."""
    rows = []
    for _, row in claims.iterrows():
        others = claims[claims["value"] != row["value"]]["attributed_to"].str.replace(";", "; ")
        cells = (
            "exchange or not",
            day_words(row["date"]),
            row["value"],
            row["attributed_to"].replace(";", "; "),
            "; ".join(others) or "nobody on record",
            "",
        )
        rows.append((str(row["id"]), (*map(escape, cells), source_links(context, row["sources"]))))
    return rows


SHOWN = {
    "releases": ("date", "count_low", "count_high", "who", "return_known", "in_return"),
    "prisoner_counts": ("date", "count_low", "count_high", "definition", "counted_by", "note"),
    "contacts": ("date", "kind", "talks", "parties", "people", "result"),
    "sanctions": ("date", "sender", "measure", "type"),
}
"""The columns of each table that a reader asks for first."""
HEADS = {
    "count_low": "freed_low",
    "count_high": "freed_high",
    "type": "bears on",
    "return_known": "a price is",
    "in_return": "in detail",
    "people": "who took part",
    "talks": "whether they talked",
}
NEWEST_FIRST = "prisoner_counts"
HELD_HEADS = {"count_low": "held_low", "count_high": "held_high", "definition": "of whom"}


def show_record(context: "Context", table: str, direction: str = "") -> Shown:
    """Return a table of the record for a notebook, each row with links to its publishers' pages.

    Counts of people held begin with the last, which a reader asks for; acts stand in the order of time.

    Args:
        context: the tables.
        table: which: ``releases``, ``prisoner_counts``, ``contacts`` or ``sanctions``.
        direction: the acts of this direction alone, of sanctions.
    """
    frame = context.tables()[table].sort_values(["date", "id"], ascending=table != NEWEST_FIRST)
    frame = frame[frame["direction"] == direction] if direction else frame
    heads = HEADS if table != "prisoner_counts" else HELD_HEADS
    told = _told_of_releases(context, frame) if table == "releases" else frame
    shown = told[["id", *SHOWN[table]]].rename(columns=heads)
    name = f"{table.replace('_', '-')}{f'-{direction}' if direction else ''}-sourced"
    return replace(show_sourced(context, shown, name), csv=to_csv(frame))


def _told_of_releases(context: "Context", frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return releases whose cells tell what is in no sum, and who ties an easing to them or denies that."""
    return frame.assign(
        who=[f"{row['who']}{_in_no_sum(row)}" for _, row in frame.iterrows()],
        in_return=[
            "; ".join(filter(None, [row["in_return"], _who_ties(context, row["id"])]))
            for _, row in frame.iterrows()
        ],
    )


def _in_no_sum(row: "pd.Series[Any]") -> str:
    from prisoner_diplomacy.analysis.shared import CONFINED

    if row["kind"] == CONFINED:
        return f" ({'' if CONFINED in row['who'] else f'{CONFINED}, '}in no sum of those freed)"
    return f" (part of the {record_words(row['part_of'])})" if row["part_of"] else ""


def _who_ties(context: "Context", release: str) -> str:
    """Return who says that an easing was given for a release, and who denies it, by the record's links."""
    from prisoner_diplomacy.record.load import split

    links = context.links
    ends = (links["from_id"] == release) | (links["to_id"] == release)
    rows = links[(links["relation"] == GIVEN) & ends]
    claim, deny = (
        [with_article(name) for name in dict.fromkeys(name for cell in rows[column] for name in split(cell))]
        for column in ("claimed_by", "denied_by")
    )
    if not claim:
        return ""
    denied = f"; denied by {join_words(deny)}" if deny else ""
    return f"tied to an easing by {join_words(claim)}{denied}"


def show_pages(table: "pd.DataFrame", name: str) -> Shown:
    """Return a table whose columns ``page`` and ``publisher`` are a last column of links, by publisher."""
    links = [
        "; ".join(
            f'<a href="{escape(page)}" rel="noreferrer">{escape(publisher)}</a>'
            for page, publisher in zip(pages.split(";"), publishers.split(";"), strict=True)
        )
        for pages, publishers in table[["page", "publisher"]].to_numpy()
    ]
    shown = show_table(table.drop(columns=["page", "publisher"]), name, links=links)
    return replace(shown, csv=to_csv(table))


def show_sourced(context: "Context", table: "pd.DataFrame", name: str, empty: str = "Nothing.") -> Shown:
    """Return a table whose rows are rows of the record, each with links to its publishers' pages.

    Args:
        context: the tables that the rows are from.
        table: with the ids of rows in the column ``id``.
        name, empty: as for `show_table`.
    """
    tables = context.tables().values()
    known = {
        key: cell
        for frame in tables
        if "sources" in frame
        for key, cell in frame[["id", "sources"]].to_numpy()
    }
    return show_table(table, name, empty, [source_links(context, known.get(key, "")) for key in table["id"]])
