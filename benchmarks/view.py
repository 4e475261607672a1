"""How fast a long article opens and answers in a browser: 100 kB of text with 5,000 marks.

Run with a Python that has playwright: ``python benchmarks/view.py``. Prints the time to the first paint,
the time until the view answers, and the slowest and the median of fifty choices, in milliseconds, from
the click to the frame after it; and what a choice costs the page's own thread, which no other load changes.
"""

import os
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from prisoner_diplomacy import Article, annotate, find_events
from prisoner_diplomacy.viewer import render_page

SIZE, MARKS = 100_000, 5_000
PARAGRAPH = (
    "On {day} May Minsk said it had freed {count} prisoners from Vilnius and that the United States would "
    "lift sanctions on an airline in June. Alexander Lukashenko met John Smith on Monday, and {count} Poles "
    'were jailed in 2023. "We hope for more releases," a spokesman told reporters in Kyiv.\n\n'
)
CHOOSE = """async (place) => {
    const link = document.querySelectorAll('.pd-pick')[place];
    const start = performance.now();
    link.click();
    document.body.getBoundingClientRect();
    const done = performance.now();
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
    return [done - start, performance.now() - start];
}"""


def long_article() -> Article:
    """Return a text of 100 kB."""
    parts = []
    while sum(map(len, parts)) < SIZE:
        number = len(parts)
        parts.append(PARAGRAPH.format(day=number % 28 + 1, count=number + 3))
    return Article(id="long", text="".join(parts)[:SIZE], published=date(2031, 5, 30))


def main() -> None:
    """Measure and print."""
    chromium = os.getenv("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("no chromium found; name one in CHROMIUM")
    article = long_article()
    marks = annotate(article)
    events = find_events(article, marks)
    markup = render_page(article, marks[:MARKS], events)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "long.html"
        path.write_text(markup, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        places = [n * len(events) // 50 for n in range(50)]
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = busy(session)
        times = [page.evaluate(CHOOSE, place) for place in places]
        own = 1000 * (busy(session) - before) / len(places)
        browser.close()
    sizes = f"{len(article.text):,} characters, {len(marks[:MARKS]):,} marks, {len(events):,} rows"
    print(f"{sizes}, {len(markup):,} bytes of page")
    print(f"first paint {paint:.0f} ms, ready {ready:.0f} ms")
    for name, place in (("choice worked out", 0), ("choice painted", 1)):
        one = [time[place] for time in times]
        print(f"{name}: median {statistics.median(one):.0f} ms, slowest {max(one):.0f} ms")
    print(f"the page's own work for a choice, layout and style with it: {own:.0f} ms")


def busy(session: CDPSession) -> float:
    """Return the seconds that the page's thread has worked, however busy the machine."""
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


if __name__ == "__main__":
    main()
