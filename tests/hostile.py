"""Shapes of input that made programs of this kind slow, each of any length."""

from collections.abc import Callable
from itertools import islice

TEXTS: dict[str, str] = {
    "one sentence full of triggers": "freed jailed released sanctioned arrested ",
    "one sentence of triggers and names": "Ann Lund freed Bo Falk and Minsk jailed 31 men and ",
    "one sentence without a space": "freed,jailed,31,",
    "one word": "a",
    "quotation marks that never close": "“a ‘b „c ",
    "said within said": "he said that she said that ",
    "names without end": "Anna Reut, Petr Lom, ",
    "numbers and dates": "31 men on 3 May 2025, ",
    "numbers without a month": "1, 2, 3, 4, ",
    "days before each trigger": "On 3 May freed, ",
    "triggers joined by lines below": "freed_jailed_",
    "lines that lead to other stories": "Read more: freed\n",
    "a bullet a trigger": "- freed 3\n",
    "a line a word": "freed\n",
    "one long paragraph": "Minsk freed 31 men on Monday. ",
    "marks without width": "a\u200b\u00ad\u0301\u202e ",
    "one sentence of quotations": "“a b”, ",
    "numbers of people joined": "31 men and ",
    "names with nations": "Ana Lund of Norway, Bo Falk of Poland, ",
    "paragraphs that date one act": "On 3 May 2025 Minsk freed 31 men.\n\n",
    "headings": "Who was freed\n\n",
    "brackets in brackets": "(freed ",
    "quotations in quotations": "“a ‘b ",
    "every word a nation": "Poland Norway Belarus Iran ",
    "freed and arrested in turn": "Minsk freed Ana Lund. Minsk arrested Ana Lund. ",
    "whole and parts": "Ten men, including five Poles and two Czechs, were freed. ",
}

COUNTED: dict[str, Callable[[int], str]] = {
    "one name in many spellings": lambda number: f"Ana Lund{spelt(number)} was freed. ",
    "acts of different numbers": lambda number: f"Minsk freed {number + 2} men. ",
    "acts of different days": lambda number: f"On {number % 28 + 1} May {2025 - number} Minsk freed 3. ",
    "people each with a quotation": lambda number: f"“We go {number},” said Ana {spelt(number).title()}. ",
}
"""Of these no unit is as another: what is kept by name, number or day grows with the text."""

PAGES: dict[str, Callable[[int], str]] = {
    "one tag full of attributes": lambda size: (
        f"<p {' '.join(f'a{n}=1' for n in range(size // 8))}>freed</p>"
    ),
    "elements within elements": lambda size: "<div><b>freed " * (size // 15),
    "days that a page states": lambda size: (
        '<meta property="article:published_time" content="2031-05-06">' * (size // 60)
        + "<p>Two were freed.</p>"
    ),
    "quotation elements": lambda size: "<p>" + "<q>freed</q> " * (size // 13) + "</p>",
    "paragraphs in paragraphs": lambda size: "<p>" * (size // 3),
    "lines that lead elsewhere": lambda size: "<p>Read more <a href='x'>of it</a></p>" * (size // 38),
}


def page(name: str, size: int) -> str:
    """Return a page of one of the shapes, some ``size`` characters long."""
    return f"<!DOCTYPE html><html lang='en'><body>{PAGES[name](size)}</body></html>"


def spelt(number: int) -> str:
    """Return a number in letters."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def text(name: str, size: int) -> str:
    """Return a text of one of the shapes, ``size`` characters long."""
    if name in COUNTED:
        units = (COUNTED[name](number) for number in range(size))
        return "".join(islice(units, size // len(COUNTED[name](0)) + 1))[:size]
    unit = TEXTS[name]
    return (unit * (size // len(unit) + 1))[:size]
