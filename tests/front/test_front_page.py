"""The first page says what was found, who says so and what stands around it, each number with its rows."""

import re
from collections import Counter
from datetime import date
from html import escape
from html.parser import HTMLParser

import pytest

from prisoner_diplomacy import Article, load_context, read_article
from prisoner_diplomacy.analysis import compare_reports, contradictions
from prisoner_diplomacy.front.cite import citation
from prisoner_diplomacy.front.first_page import front_page
from prisoner_diplomacy.front.lead import headline, lead, numbers, ordinal, story_of
from prisoner_diplomacy.places import DEFAULT_ARTICLE, data_folder, find_article
from prisoner_diplomacy.review import reviewed_rows


@pytest.fixture(scope="module")
def context():
    return load_context()


@pytest.fixture(scope="module")
def study(context):
    article = read_article(find_article(DEFAULT_ARTICLE))
    return story_of(article, reviewed_rows(article), context)


@pytest.fixture(scope="module")
def page():
    article = read_article(find_article(DEFAULT_ARTICLE))
    return front_page(article, reviewed_rows(article))


def elsewhere(text, title=""):
    article = Article(id="some-file-name", text=text, title=title, published=date(2031, 5, 6))
    return story_of(article, reviewed_rows(article), load_context())


class Tags(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.ids, self.addresses = set(), []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.ids.add(known.get("id"))
        if tag == "a":
            self.addresses.append(known.get("href") or "")


def test_the_headline_is_the_title_else_the_first_row_in_words_never_a_file_name(study):
    assert headline(study) == "Belarus frees 31 Ukrainian citizens"
    told = "Venezuela freed 12 councillors on Monday."
    assert headline(elsewhere(told, "Caracas lets go")) == "Caracas lets go"
    assert headline(elsewhere(told)) == "Venezuela frees 12 councillors"
    assert headline(elsewhere("Venezuela frees ten Americans in a swap.")).split()[-1] in (
        "people",
        "Americans",
    )
    assert "some-file-name" not in headline(elsewhere("The weather was fine."))


def test_the_lead_tells_when_who_says_so_how_many_before_how_many_held_and_what_in_return(study):
    text = " ".join(sentence.text for sentence in lead(study, "pd"))
    release = study.release
    for words in ("22 November 2025", "in its own words", "Kyiv Independent", "Donald Trump", "Belavia"):
        assert words in text
    assert release["in_return"].replace(", ", "; ", 1) in text
    assert re.search(
        r"the 21st release since July 2024: the 20 releases before it freed \d+ to \d+ people", text
    )
    assert re.search(
        r"Viasna, a Belarusian human rights group, at least [\d,]+ political prisoners were held then", text
    )
    assert "But AFP names as relief what the United States eased on 11 September 2025: Flights" in text
    assert "Outlets differ on the charges" in text
    assert re.search(r"What came after: \d+ releases of (at least )?[\d,]+ people, up to ", text)


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        (
            "Belarus freed 52 political prisoners on Thursday.",
            date(2025, 9, 11),
            "; President of Lithuania denies the tie.",
        ),
        (
            "Belarus freed 250 political prisoners on Thursday.",
            date(2026, 3, 19),
            "Given in return: US lifted sanctions on Belinvestbank, the Development Bank and",
        ),
        (
            "Belarus freed 14 political prisoners on Saturday.",
            date(2025, 6, 21),
            "Given in return: none announced.",
        ),
        (
            "Venezuela freed 12 councillors on Monday.",
            date(2031, 5, 6),
            "It is the only event that the article",
        ),
    ],
)
def test_the_lead_fits_the_release(context, text, day, told):
    article = Article(id="x", text=text, published=day)
    sentences = lead(story_of(article, reviewed_rows(article), context), "pd")
    assert told in " ".join(sentence.text for sentence in sentences)


def test_a_reader_who_comes_to_the_page_alone_is_told_what_it_is(page):
    about = re.search(r'<p class="about">(.*?)</p>', page[1])[1]
    assert "reads one article" in about
    assert "without title, publisher and address" in about
    assert re.search(
        r"2 of them added by a person\. A person checked all of them\. Alone, on texts .* \d+ of 100 events",
        about,
    )


def test_a_count_that_is_open_above_stays_so(page):
    table = page[1].split('id="rows-held"')[1].split("</table>")[0]
    assert "a Belarusian human rights group" in table
    assert re.search(r"<td>22 November 2025</td><td[^>]*>at least 1,184</td>", table)
    assert re.search(r"<td>20 November 2025</td><td[^>]*>1,255</td>", table)


def test_at_most_four_numbers(study):
    values = [number.value for number in numbers(study, "pd")]
    assert values[:2] == ["31", "21st"]
    assert re.fullmatch(r"[\d,]+ to [\d,]+", values[3])
    assert len(numbers(study, "pd")) == 4
    assert len(numbers(elsewhere("Venezuela freed 12 councillors on Monday."), "pd")) == 4


def test_every_number_and_sentence_leads_to_rows_on_the_page(page):
    _, markup = page
    tags = Tags(markup)
    inner = [address[1:] for address in tags.addresses if address.startswith("#")]
    assert len(inner) > 20
    assert set(inner) - tags.ids <= {"notebooks", "data"}


def test_every_row_of_the_record_leads_to_its_publishers(page, study):
    _, markup = page
    rows = re.findall(r'<tr id="row-([\w-]+)">(.*?)</tr>', markup)
    assert len(rows) > 50
    known = study.record.sources
    unaddressed = set(known[known["url"] == ""]["id"])
    cells_of = study.record.releases.set_index("id")["sources"]
    without = [name for name, cells in rows if not re.search(r'href="https?://', cells)]
    assert all(set(cells_of[name].split(";")) <= unaddressed for name in without)
    assert {a for a in Tags(markup).addresses if "://" in a} <= set(study.record.sources["url"])


def test_what_does_not_apply_is_left_out_and_said_in_one_line():
    article = Article(id="x", text="Venezuela freed 12 councillors on Monday.", published=date(2031, 5, 6))
    _, markup = front_page(article, reviewed_rows(article))
    assert "Viasna" not in markup
    assert markup.count("The record is about Belarus") == 1


def test_error_rates_stand_beside_what_they_apply_to(page):
    _, markup = page
    rates = re.findall(r"Rows it writes that are right in ([^<]*)</td><td[^>]*>(\d+) in 100</td><td>", markup)
    (first, without), (both, with_target) = rates
    assert "whom" not in first
    assert both.endswith("and to whom")
    assert int(with_target) < int(without)
    assert re.search(r"Weakest are “to whom” \(\d+ in 100 right\) and “who says so”", markup)


def test_the_page_tells_how_sure_the_record_is_of_its_releases(page, study):
    told = re.search(
        r"of its (\d+) releases since July 2024: (\d+) high, (\d+) medium and (\d+) disputed; most of them "
        r"\((\d+)\) rest on one statement of the presidential press service",
        page[1],
    )
    every, *levels, alone = map(int, told.groups())
    assert every == sum(levels) == page[1].split('id="rows-releases"')[1].split("</table>")[0].count("<tr id")
    assert alone > every / 2


def test_who_says_that_it_was_no_exchange_is_named_with_the_page(page):
    told = re.search(r'<p id="exchange">(.*?)</p>', page[1])[1]
    assert "no exchange, says Coordination Headquarters" in told
    assert 'href="https://' in told
    assert 'href="#exchange">Given in return' in page[1]


def test_what_came_after_is_told_apart_from_what_the_article_could_know(page, study):
    later = page[1].split('id="rows-later"')[1].split("</table>")[0]
    own = set(study.context.releases["id"])
    found = set(re.findall(r'<tr id="row-([\w-]+)"', later))
    assert found
    assert found.isdisjoint(own)
    newest = study.record.releases["date"].max()
    article = Article(id="x", text="Belarus freed 15 people.", published=date.fromisoformat(newest))
    assert "What came after" not in front_page(article, reviewed_rows(article))[1]


def test_the_report_is_cited_in_a_sentence(page):
    assert re.search(
        r"This report, “Belarus frees .*” as of 22 November 2025, was made with .*\)\.<", page[1]
    )


def test_rows_that_a_person_added_are_not_counted_as_found(page, study):
    checks = Counter(row.checked for _, row in study.rows)
    found = checks.total() - checks["added"]
    assert checks["added"] and found
    assert f"<td>{found} rows found, {checks['added']} added by a person</td>" in page[1]
    left, corrected = checks["accepted"], checks["corrected"]
    assert f"<td>{left} left by a person as they were and {corrected} corrected</td>" in page[1]


def test_only_claims_that_stand_against_each_other_are_told_as_differing(page, study):
    comparison = compare_reports(study.context, str(study.release["id"]))
    told = page[1].split("of this release outlets differ")[1].split("</ul>")[0]
    assert told.count("; or ") == len(contradictions(comparison)) - told.count("<li>")
    assert "likely a misreading" in told
    assert "Reported without dispute, in words of Natalia Eismont" in told
    assert "BelTA, by" not in told
    assert "(this article)" in told
    assert "</a>, 22 November 2025" not in told.split("<ul>")[1]
    known = {*contradictions(comparison)["value"].map(escape)}
    values = {re.sub(r"<[^>]+>", "", value).strip() for value in re.split(r": |; or ", told)}
    apart = comparison[(comparison["verdict"] == "adds") & (comparison["confidence"] != "high")]
    beside = {*apart["value"].map(escape)} - known
    assert beside.isdisjoint({value.partition(" (")[0] for value in values})


def test_an_article_without_events_has_a_page():
    article = Article(id="x", text="The weather was <b>fine</b>.", published=date(2031, 5, 6))
    _, markup = front_page(article, reviewed_rows(article))
    assert "The machine finds no release, custody" in markup
    assert 'class="numbers"' not in markup
    assert "does not prove" in markup
    assert "<b>fine" not in markup


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (112, "112th")]
)
def test_places_in_an_order(count, told):
    assert ordinal(count) == told


def test_the_citation_is_that_of_the_citation_file(tmp_path):
    assert "Prisoner Diplomacy" in citation(data_folder().parent / "CITATION.cff")
    (tmp_path / "CITATION.cff").write_text(
        "title: T\nauthors:\n  - given-names: A\n    family-names: B\nversion: 1\ndoi: 10.1/x\n",
        encoding="utf-8",
    )
    assert citation(tmp_path / "CITATION.cff") == "A B (). T, version 1 [software]. 10.1/x."
    assert citation(tmp_path / "none.cff") == ""
