"""The day on which a page says its article was published: only where it says so, never a guess.

What states it, the strongest first: the page's own article in JSON-LD, a meta element that means
publication, an element marked ``datePublished`` or a ``time`` with that role, a written dateline. A day of
another story, of a change, of a copyright line or of the site itself states nothing.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any, NamedTuple

from prisoner_diplomacy.article.basics import InputError
from prisoner_diplomacy.article.page_nodes import beside_article, children, classes, own_part, text_of
from prisoner_diplomacy.lexicon import load_toml

META_NAMES = frozenset(load_toml("pages.toml")["publication_names"])
TIME_CLASSES = frozenset(load_toml("pages.toml")["publication_classes"])
ARTICLE_TYPES = ("Article", "BlogPosting", "SocialMediaPosting", "LiveBlogPosting", "Report")
LIVE = "LiveBlogPosting"
PLACEHOLDERS = frozenset((date(1, 1, 1), date(1970, 1, 1)))
"""Days that programs write for "none"."""

MARKED = ("time", "meta", "span", "abbr", "div", "p", "a")
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
SPELLED = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s(?P<m>[a-z]{3,9})\.?,?\s|(?P<n>[a-z]{3,9})\.?\s(?P<e>\d{1,2})(?:st|nd|rd|th)?,?\s)"
    r"(?P<y>\d{4})\b",
    re.I,
)
LABEL = re.compile(r"(?:first\s)?(?:published|posted|issued)(?:\son|\sat|\sdate)?\s?:?\s", re.I)
WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s", re.I)
DATELINE = re.compile(r"[A-Z][A-Z’'.\- ]{1,40}(?:,\s[A-Z][\w’'. -]{1,40})?[,:]?\s")
DATELINE_END = re.compile(r"(?:\s?\([^()]{1,40}\))?\s?[–—:-]")
FIRST_BLOCKS, LONG_BLOCK, OPENING_BLOCKS = 60, 80, 3
REMEDY = "give --published YYYY-MM-DD"


class StatedDay(NamedTuple):
    """A day, where the page states it, and the instant when the page gives one."""

    day: date
    where: str
    instant: datetime | None = None


def published_day(found: Sequence[Sequence[StatedDay]]) -> tuple[StatedDay | None, list[StatedDay]]:
    """Return the day a page states, and the days that disagree with it.

    Args:
        found: stated days by the kind of place, the strongest kind first.

    Raises:
        InputError: the strongest kind itself gives several days; the message is to be prefixed by a place.
    """
    strongest: Sequence[StatedDay] = next((stated for stated in found if stated), ())
    if not strongest:
        return None, []
    if len({stated.day for stated in strongest}) > 1:
        raise InputError(f"the page gives several days as its own: {told(strongest)}; {REMEDY}")
    chosen = _at_the_publishers_clock(strongest[0], [stated for kind in found for stated in kind])
    return chosen, [stated for kind in found for stated in kind if not _agrees(stated, chosen)]


def told(days: Iterable[StatedDay]) -> str:
    """Return days with their places, for a message; each once."""
    return ", ".join(dict.fromkeys(f"{stated.day} ({stated.where})" for stated in days))


def _at_the_publishers_clock(chosen: StatedDay, others: Sequence[StatedDay]) -> StatedDay:
    """Return, of statements of one instant, the one with an offset: it is the day where the publisher is."""
    if chosen.instant is None or chosen.instant.utcoffset():
        return chosen
    local = [stated for stated in others if stated.instant and stated.instant.utcoffset()]
    return next((stated for stated in local if stated.instant == chosen.instant), chosen)


def _agrees(one: StatedDay, other: StatedDay) -> bool:
    return one.day == other.day or (one.instant is not None and one.instant == other.instant)


def from_linked_data(nodes: Sequence[dict[str, Any]]) -> list[StatedDay]:
    """Return the days of publication that article nodes of JSON-LD state."""
    return [
        stated
        for node in nodes
        if (stated := _read(node.get("datePublished"), f"JSON-LD {type_of(node)} datePublished"))
    ]


def type_of(node: dict[str, Any]) -> str:
    """Return the type of a JSON-LD node when it is a kind of article, else nothing."""
    named = node.get("@type")
    types = named if isinstance(named, list) else [named]
    plain = [kind.rsplit("/", 1)[-1] for kind in types if isinstance(kind, str)]
    return next((kind for kind in plain if kind.endswith(ARTICLE_TYPES)), "")


def several_days_live(nodes: Sequence[dict[str, Any]]) -> list[StatedDay]:
    """Return the days of a live blog's entries when they are more than one."""
    updates = [
        update for node in nodes if type_of(node) == LIVE for update in children(node, "liveBlogUpdate")
    ]
    days = [stated for update in updates if (stated := _read(update.get("datePublished"), "live blog entry"))]
    return days if len({stated.day for stated in days}) > 1 else []


def from_meta(tree: Any) -> list[StatedDay]:
    """Return the days that meta elements of a page state."""
    found = []
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or ""
        if name.strip().lower() in META_NAMES:
            stated = _read(element.get("content"), f"meta {name.strip()}")
            if stated:
                found.append(stated)
    return found


def from_marked_elements(tree: Any) -> list[StatedDay]:
    """Return the days of elements whose role is the day of publication, outside other stories."""
    found = []
    part = own_part(tree)
    heads = tree.iter("head") if part is not tree else ()
    for element in (inner for whole in (*heads, part) for inner in whole.iter(*MARKED)):
        role = _role(element)
        if role and not beside_article(element) and _of_an_article(element):
            given = (element.get(name) for name in ("datetime", "content", "title"))
            value = next(filter(None, given), "") or text_of(element)
            stated = _read(value, f"{element.tag} {role}")
            if stated:
                found.append(stated)
    return found


def _role(element: Any) -> str:
    if "datepublished" in (element.get("itemprop") or "").lower().split():
        return "datePublished"
    if element.tag != "time":
        return ""
    if element.get("pubdate") is not None:
        return "pubdate"
    return next((name for name in classes(element) if name in TIME_CLASSES), "")


def _of_an_article(element: Any) -> bool:
    """Return whether the thing that an element describes is an article, or is not said."""
    for above in element.iterancestors():
        if above.get("itemscope") is not None:
            return not above.get("itemtype") or above.get("itemtype").split()[0].endswith(ARTICLE_TYPES)
    return True


def from_dateline(blocks: Iterable[str]) -> list[StatedDay]:
    """Return the days that an article's first blocks state: "Published 3 May 2031", "KYIV, May 3, 2031 —".

    Args:
        blocks: the text of its paragraphs and lines; those below the third long one open nothing.
    """
    found: list[StatedDay] = []
    read = 0
    for block in islice(blocks, FIRST_BLOCKS):
        line = " ".join(block[:200].split())
        stated = _labelled(line) or (None if found else _dateline(line))
        found += [stated] if stated else []
        read += len(line) >= LONG_BLOCK
        if read == OPENING_BLOCKS:
            break
    return found


def _labelled(line: str) -> StatedDay | None:
    label = LABEL.match(line)
    if not label:
        return None
    weekday = WEEKDAY.match(line, label.end())
    rest = line[weekday.end() if weekday else label.end() :]
    return _read(rest, f"“{line[: label.end()].strip().rstrip(':')}” line")


def _dateline(line: str) -> StatedDay | None:
    spelled = SPELLED.search(line)
    if not spelled or not DATELINE_END.match(line, spelled.end()):
        return None
    if not DATELINE.fullmatch(line, 0, spelled.start()):
        return None
    return _read(spelled[0], "dateline")


def _read(value: object, where: str) -> StatedDay | None:
    """Return the day that a value gives; nothing when it has none or may be read in two ways."""
    if not isinstance(value, str):
        return None
    text = " ".join(value[:100].split())
    instant = _instant(text)
    day = instant.date() if instant else _day(text)
    if day is None or day in PLACEHOLDERS:
        return None
    return StatedDay(day, where, instant if instant and instant.tzinfo else None)


def _instant(text: str) -> datetime | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _day(text: str) -> date | None:
    numbers: Iterator[int]
    iso, spelled = ISO.match(text), SPELLED.match(text)
    weekday = None if iso or spelled else WEEKDAY.match(text)
    if weekday:
        return _day(text[weekday.end() :])
    if iso:
        numbers = map(int, iso.groups())
    elif spelled:
        month = MONTHS.get((spelled["m"] or spelled["n"]).lower(), 0)
        numbers = iter((int(spelled["y"]), month, int(spelled["d"] or spelled["e"])))
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None
