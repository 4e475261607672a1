"""Expressions of time: which spans, which values, and what is none."""

from datetime import date

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading.times import annotate_times
from prisoner_diplomacy.schema.marks import Time
from prisoner_diplomacy.text.document import Document

SATURDAY = date(2025, 11, 22)


def times_in(text: str, published: date = SATURDAY) -> list[Time]:
    return annotate_times(Document(Article("test", text, published)))


def read(text: str) -> list[str]:
    return [f"{time.exact} = {time.value}" for time in times_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 22 November 2025 in Oslo.", "22 November 2025 = 2025-11-22"),
        ("They met on November 22, 2025, in Oslo.", "November 22, 2025 = 2025-11-22"),
        ("They met on February 1 2022.", "February 1 2022 = 2022-02-01"),
        ("They met on 3 May '24 in Oslo.", "3 May '24 = 2024-05-03"),
        ("They met on May 3, ’24, at the prisoners’ request.", "May 3, ’24 = 2024-05-03"),
        ("They met on 3-5 May '24 at the prisoners' request.", "3-5 May '24 = 2024-05-03/2024-05-05"),
        ("The sign said on 3 May '24 cells are full', he wrote.", "3 May = 2025-05-03"),
        ("They met on January 1.", "January 1 = 2025-01-01"),
        ("They hold the Dec. 7 vote.", "Dec. 7 = 2025-12-07"),
        ("The deal takes effect Jan. 1.", "Jan. 1 = 2026-01-01"),
        ("On the night of 3-4 March 2021 shots rang.", "the night of 3-4 March 2021 = 2021-03-03"),
        ("They met on Nov. 20.", "Nov. 20 = 2025-11-20"),
        ("They met on 22nd of May 2019.", "22nd of May 2019 = 2019-05-22"),
        ("They met on the 3rd of June.", "the 3rd of June = 2025-06-03"),
        ("They met on Saturday, Nov. 15, 2025.", "Saturday, Nov. 15, 2025 = 2025-11-15"),
        ("They met on Monday 3 March.", "Monday 3 March = 2025-03-03"),
        ("Dated 2024-02-29.", "2024-02-29 = 2024-02-29"),
        ("Dated 2024-01-09.", "2024-01-09 = 2024-01-09"),
        ("Dated 2024-12-31.", "2024-12-31 = 2024-12-31"),
        ("Signed on 11/22/2024.", "11/22/2024 = 2024-11-22"),
        ("Signed on 22/11/2024.", "22/11/2024 = 2024-11-22"),
        ("Signed on 22.11.2024 in Kyiv.", "22.11.2024 = 2024-11-22"),
        ("Signed on 5/5/2024.", "5/5/2024 = 2024-05-05"),
        ("Signed on 4/5/2024.", "4/5/2024 = "),
        ("The fair ran May 9-11.", "May 9-11 = 2025-05-09/2025-05-11"),
        ("The fair ran 3 to 5 May 2024.", "3 to 5 May 2024 = 2024-05-03/2024-05-05"),
        ("The morning of February 12 was cold.", "The morning of February 12 = 2025-02-12"),
        ("On the night of 3 March 2021 shots rang.", "the night of 3 March 2021 = 2021-03-03"),
        ("It was the August 9, 2020, vote.", "August 9, 2020 = 2020-08-09"),
    ],
)
def test_days_are_read_in_every_style(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in February 2022.", "February 2022 = 2022-02"),
        ("March-May 2024 saw four raids.", "March-May 2024 = 2024-03/2024-05"),
        ("Raids (May–July 2024) were rare.", "May–July 2024 = 2024-05/2024-07"),
        ("Raids were rare in March—June 2024.", "March—June 2024 = 2024-03/2024-06"),
        ("Raids were rare in April-May.", "April-May = 2025-04/2025-05"),
        ("Raids were rare in Nov.-Jan.", "Nov.-Jan. = 2024-11/2025-01"),
        ("Raids were rare in May/June 2023.", "May/June 2023 = 2023-05/2023-06"),
        ("It began in May '24.", "May '24 = 2024-05"),
        ("It began in Sept-Oct ’98.", "Sept-Oct ’98 = 1998-09/1998-10"),
        ("It began in late December 2023.", "late December 2023 = 2023-12"),
        ("It began in mid-November.", "mid-November = 2025-11"),
        ("It began in early May 2021.", "early May 2021 = 2021-05"),
        ("It began at the end of March 2020.", "the end of March 2020 = 2020-03"),
        ("It began in May.", "May = 2025-05"),
        ("It began in December.", "December = 2024-12"),
        ("It began in August last year.", "August last year = 2024-08"),
        ("It began in May of this year.", "May of this year = 2025-05"),
        ("It began in 2019.", "2019 = 2019"),
        ("It began in late 2021.", "late 2021 = 2021"),
        ("It has lasted since mid-2024.", "mid-2024 = 2024"),
        ("It came in the first half of 2024.", "the first half of 2024 = 2024-01/2024-06"),
        ("It came in the third quarter of 2024.", "the third quarter of 2024 = 2024-07/2024-09"),
        ("It rose in the first nine months of 2024.", "the first nine months of 2024 = 2024-01/2024-09"),
        ("The 2020 protests were crushed.", "2020 = 2020"),
        ("He ruled (1994) alone.", "1994 = 1994"),
        ("It came in spring 2024.", "spring 2024 = 2024-21"),
        ("It came in the summer of 2023.", "the summer of 2023 = 2023-22"),
        ("It fell in the winter.", "the winter = 2024-24"),
        ("It was hard in the 1990s.", "the 1990s = 199X"),
        ("It was hard in the early 1990s.", "the early 1990s = 199X"),
        ("It stood in the 19th century.", "the 19th century = 18XX"),
        ("He held office 2019-2021.", "2019-2021 = 2019/2021"),
        ("He held office in 2019–21.", "2019–21 = 2019/2021"),
        ("They left on Christmas Eve.", "Christmas Eve = 2025-12-24"),
        ("They left on Christmas Eve 2019.", "Christmas Eve 2019 = 2019-12-24"),
        ("It was shut more than two years ago.", "more than two years ago = ../2023-11"),
        ("It was shut over a decade ago.", "over a decade ago = ../2015"),
        ("A plot of last Christmas failed.", "last Christmas = 2024-12-25"),
        ("The next group will sail in the spring.", "the spring = 2026-21"),
        ("Another trip is planned for the spring.", "the spring = 2026-21"),
    ],
)
def test_months_years_and_longer(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Thursday.", "Thursday = 2025-11-20"),
        ("They met on Saturday.", "Saturday = 2025-11-22"),
        ("They met in the early hours of Friday.", "the early hours of Friday = 2025-11-21"),
        ("They meet this coming Tuesday.", "this coming Tuesday = 2025-11-25"),
        ("They met late Monday.", "late Monday = 2025-11-17"),
        ("They spoke on Sunday night.", "Sunday night = 2025-11-16"),
        ("They will meet on Tuesday.", "Tuesday = 2025-11-25"),
        ("The trial is due to open on Tuesday.", "Tuesday = 2025-11-25"),
        ("On Tuesday, the court will hear him.", "Tuesday = 2025-11-25"),
        ("He would go free, the lawyer said on Tuesday.", "Tuesday = 2025-11-18"),
        ("The court will hear an appeal lodged on Tuesday.", "Tuesday = 2025-11-18"),
        ("They will meet in January.", "January = 2026-01"),
        ("A swap could follow in February.", "February = 2026-02"),
        ("They met last Friday.", "last Friday = 2025-11-21"),
        ("They meet next Monday.", "next Monday = 2025-11-24"),
        ("They met today.", "today = 2025-11-22"),
        ("They met yesterday morning.", "yesterday morning = 2025-11-21"),
        ("They meet tomorrow.", "tomorrow = 2025-11-23"),
        ("It shut last October 26.", "last October 26 = 2025-10-26"),
        ("It opens next January 5.", "next January 5 = 2026-01-05"),
        ("They met on Friday last week.", "Friday last week = 2025-11-14"),
        ("They met on Monday of this week.", "Monday of this week = 2025-11-17"),
        ("They met on Monday last month.", "Monday = 2025-11-17"),
        ("Rain fell earlier in the day.", "the day = 2025-11-22"),
        ("They met last night.", "last night = 2025-11-21"),
        ("The raid came overnight.", "overnight = 2025-11-21"),
        ("They met this morning.", "this morning = 2025-11-22"),
        ("They met this week.", "this week = 2025-11-17/2025-11-23"),
        ("They met last week.", "last week = 2025-11-10/2025-11-16"),
        ("They met early last month.", "early last month = 2025-10"),
        ("They met earlier this month.", "earlier this month = 2025-11"),
        ("They meet later this year.", "later this year = 2025"),
        ("They met last year.", "last year = 2024"),
        ("They meet early next year.", "early next year = 2026"),
        ("They met at the end of last year.", "the end of last year = 2024"),
        ("They met last November.", "last November = 2024-11"),
        ("They met last summer.", "last summer = 2025-22"),
        ("They meet next spring.", "next spring = 2026-21"),
        ("They met over the weekend.", "the weekend = 2025-11-22/2025-11-23"),
        ("They met last weekend.", "last weekend = 2025-11-15/2025-11-16"),
        ("They met two weeks ago.", "two weeks ago = 2025-11-03/2025-11-09"),
        ("They met three days ago.", "three days ago = 2025-11-19"),
        ("They met five years ago.", "five years ago = 2020"),
        ("They met a month ago.", "a month ago = 2025-10"),
        ("They met hours ago.", "hours ago = 2025-11-22"),
        ("They met about a decade ago.", "about a decade ago = 201X"),
        ("They met over the past year.", "the past year = 2024-11-22/2025-11-22"),
        ("They met in the past two months.", "the past two months = 2025-09-22/2025-11-22"),
        ("They met over the last three years.", "the last three years = 2022-11-22/2025-11-22"),
        ("Seen in the past one and a half years.", "the past one and a half years = 2024-05-22/2025-11-22"),
        ("They met in the past few weeks.", "the past few weeks = ../2025-11-22"),
        ("They meet in the coming days.", "the coming days = 2025-11-22/.."),
        ("They meet over the next two years.", "the next two years = 2025-11-22/2027-11-22"),
        ("They met the day before yesterday.", "the day before yesterday = 2025-11-20"),
        ("It slowed later in the week.", "later in the week = 2025-11-17/2025-11-23"),
    ],
)
def test_relative_dates_resolve_against_publication(text: str, expected: str) -> None:
    assert read(text) == [expected]
    assert times_in(text)[0].anchored


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on 1 May 2020. A day later he fled.", "A day later = 2020-05-02"),
        ("It fell on 1 May 2020. He fled the same day.", "the same day = 2020-05-01"),
        ("It fell on 1 May 2020. He fled that evening.", "that evening = 2020-05-01"),
        ("It fell on 1 May 2020. He fled the next day.", "the next day = 2020-05-02"),
        ("It fell on 1 May 2020. He fled the following morning.", "the following morning = 2020-05-02"),
        ("It fell on 1 May 2020. He fled the previous month.", "the previous month = 2020-04"),
        ("It fell on 1 May 2020. He fled two months later.", "two months later = 2020-07"),
        ("It fell on 1 May 2020. He fled a week later.", "a week later = 2020-05-08"),
        ("It fell in 2010. He fled five years later.", "five years later = 2015"),
        ("It fell in 2010. He fled that year.", "that year = 2010"),
        ("It fell in 2010. He fled in May of that year.", "May of that year = 2010-05"),
        ("It fell in 2010. He fled in the autumn of the same year.", "the autumn of the same year = 2010-23"),
        (
            "It fell in 2010. He fled on 9 May of the following year.",
            "9 May of the following year = 2011-05-09",
        ),
        ("It fell on 20 November 2025. Later in the day he fled.", "the day = 2025-11-20"),
        ("It fell in 2010, one day before he fled.", "one day = P1D"),
        ("It fell in 2010. He fled the following year.", "the following year = 2011"),
        ("It fell in November 2021. He fled the following June.", "the following June = 2022-06"),
        ("It fell in March 2021. He fled over the following months.", "the following months = 2021-03/.."),
        ("It fell in 2020. He fled the year before.", "the year before = 2019"),
        ("He was seized in 2019 and jailed in January.", "January = 2025-01"),
        ("He was seized in 2019, in June.", "June = 2019-06"),
        ("It fell in 2020 and broke out after an August vote.", "August = 2020-08"),
        ("Some were seized in 2021 and tried in June.", "June = 2025-06"),
        ("A truce of May 2023 held, as the April 2 deal shows.", "April 2 = 2024-04-02"),
        ("It fell in March 2024 and rose in June.", "June = 2024-06"),
        ("It ran between March and June 2024.", "June 2024 = 2024-06"),
        ("It began on 1 May 2020. They bled in the weeks that followed.", "the weeks = PXW"),
        ("It fell in 2010 and he fled a day later.", "a day later = "),
        ("Shots were heard on 3 March 2021. By evening all was quiet.", "evening = 2021-03-03"),
        ("Shots were heard on 3 March 2021 and through the night.", "the night = 2021-03-03"),
        ("It fell on 1 May 2020. He fled hours later.", "hours later = 2020-05-01"),
    ],
)
def test_other_dates_resolve_against_the_text(text: str, expected: str) -> None:
    assert read(text)[-1] == expected


def test_the_day_after_counts_from_the_date_that_follows() -> None:
    found = read("He was held the day after the vote of August 9, 2020, in Pinsk.")
    assert found == ["the day after = 2020-08-10", "August 9, 2020 = 2020-08-09"]


def test_a_month_in_a_list_takes_the_year_at_its_end() -> None:
    assert read("It ran between March and June 2024.")[0] == "March = 2024-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He got two years.", "two years = P2Y"),
        ("He got a little over three years.", "a little over three years = P3Y"),
        ("He got more than 15 years.", "more than 15 years = P15Y"),
        ("He got two years and eight months.", "two years and eight months = P2Y8M"),
        ("He got 3 1/2 years.", "3 1/2 years = P3Y6M"),
        ("He got three and a half years.", "three and a half years = P3Y6M"),
        ("He got a year and a half.", "a year and a half = P1Y6M"),
        ("He got 2.5 years.", "2.5 years = P2Y6M"),
        ("He got half a year.", "half a year = P6M"),
        ("He served a 10-year term.", "10-year = P10Y"),
        ("He served a two-and-a-half-year term.", "two-and-a-half-year = P2Y6M"),
        ("He served twenty-five years.", "twenty-five years = P25Y"),
        ("They got from two to 11 years.", "two to 11 years = P2Y/P11Y"),
        ("They got 12 or 18 months.", "12 or 18 months = P12M/P18M"),
        ("They got 10-15 years.", "10-15 years = P10Y/P15Y"),
        ("He waited for hours.", "hours = PTXH"),
        ("They met in recent months.", "recent months = PXM"),
        ("It rained for the last 24 hours.", "the last 24 hours = PT24H"),
        ("The next few hours will tell.", "The next few hours = PTXH"),
        ("He worked all those seven days.", "those seven days = P7D"),
        ("He ran it in 2 hours 5 minutes.", "2 hours 5 minutes = PT2H5M"),
        ("It took several hours.", "several hours = PTXH"),
        ("It took weeks.", "weeks = PXW"),
        ("He fled days after the vote.", "days = PXD"),
        ("He fled a day before the vote.", "a day = P1D"),
        ("It took decades.", "decades = PXDE"),
        ("It took half an hour.", "half an hour = PT30M"),
        ("It took 90 minutes.", "90 minutes = PT90M"),
        ("It took another 12 months.", "another 12 months = P12M"),
        ("It was a month-long siege.", "month-long = P1M"),
        ("It took nearly a century.", "nearly a century = P1CE"),
        ("He was held for over two years.", "over two years = P2Y"),
        ("It came after two days of talks.", "two days = P2D"),
        ("It took a couple of weeks.", "a couple of weeks = P2W"),
        ("It took six consecutive months.", "six consecutive months = P6M"),
        ("It took a half-century.", "a half-century = P50Y"),
        ("It took a decade and a half.", "a decade and a half = P15Y"),
        ("It took two decades and three years.", "two decades and three years = P23Y"),
        ("It took a century and two decades.", "a century and two decades = P120Y"),
        ("It took a fortnight.", "a fortnight = P2W"),
    ],
)
def test_durations(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They got nine months and two years.", "nine months = P9M; two years = P2Y"),
        ("They got 10 years and 12 years.", "10 years = P10Y; 12 years = P12Y"),
        ("It took three months two years ago.", "three months = P3M; two years ago = 2023"),
        ("It took 1.5 years and two months.", "1.5 years = P1Y6M; two months = P2M"),
    ],
)
def test_a_longer_length_after_a_shorter_stands_by_itself(text: str, expected: str) -> None:
    assert read(text) == expected.split("; ")
    assert times_in(text)[0].type == "DURATION"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards came four times a day.", "four times a day = "),
        ("Guards came every week.", "every week = "),
        ("Guards came every two weeks.", "every two weeks = "),
        ("Guards came every Friday.", "every Friday = "),
        ("Guards came daily.", "daily = "),
        ("Guards came once a month.", "once a month = "),
        ("It ships 11mn tonnes a year.", "a year = "),
        ("Visits were allowed on Sundays.", "Sundays = "),
        ("The choir sings every Christmas.", "every Christmas = "),
    ],
)
def test_sets(text: str, expected: str) -> None:
    assert read(text) == [expected]
    assert times_in(text)[0].type == "SET"


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "May I come in, Mrs May asked.",
        "The Sun rose and he sat down.",
        "A second, smaller exchange.",
        "He is 46 years old and has a nine-year-old girl.",
        "Prices fall.",
        "There were 2,000 people and 2000 soldiers.",
        "Under Article 2010 and No. 1994.",
        "He called 555 2019 3344 at 2pm.",
        "It left recently, currently and earlier.",
        "It was a recent year for wind farms.",
        "At the last minute he won 3-1.",
        "He paid $2020 or 1999%.",
        "Black Friday and Bloody Sunday.",
        "He reads the Sunday Times.",
        "On February 30 or 99999999999.",
        "In 0000 and 9999 nothing.",
        "Dated 2024-13-09, 2024-00-09 or 2024-21-09.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == []


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert_sound(text)


VOCABULARY = """
May March 2020 9999 0000 31 30 February Monday two hundred and a half years ago later the past following day
, - .
/ 1/2 of last next week every that same morning 99999999999 weekend to 12 over $ % ' fall beside after
"""
PIECES = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(PIECES, max_size=30).map(" ".join), st.dates())
def test_any_mixture_of_its_words_is_read(text: str, published: date) -> None:
    assert_sound(text, published)


def assert_sound(text: str, published: date = SATURDAY) -> None:
    last = 0
    for mark in times_in(text, published):
        assert text[mark.start : mark.end] == mark.exact
        assert last <= mark.start < mark.end
        last = mark.end


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "1,", "A", "'", "May ", "two hundred ", "the past ", "2020 ", "10-", "and a half ", "1/"),
        *("the same day ", "by dawn ", "the day after ", "In May ", "May 1 and "),
    ],
)
def test_steps_grow_in_step_with_hostile_text(unit: str) -> None:
    assert_linear(lambda text: annotate_times(Document(Article("test", text, SATURDAY))), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair ran Dec. 30-Jan. 2.", ["Dec. 30-Jan. 2 = 2024-12-30/2025-01-02"]),
        (
            "The fair ran from 28 December to 3 January 2025.",
            ["28 December to 3 January 2025 = 2024-12-28/2025-01-03"],
        ),
        ("It ran from May to July 2019.", ["May to July 2019 = 2019-05/2019-07"]),
        ("It ran from November 2023 to February.", ["November 2023 to February = 2023-11/2024-02"]),
        ("The panel heard it on 3, 4 and 12 March 2012.", ["12 March 2012 = 2012-03-12"]),
        ("They sat on 9, 10 and 11 March 2012.", ["9, 10 and 11 March 2012 = 2012-03-09/2012-03-11"]),
        ("They sat on Feb. 3 and 4, 2020.", ["Feb. 3 and 4, 2020 = 2020-02-03/2020-02-04"]),
        ("On March 9, 10 people fled.", ["March 9 = 2025-03-09"]),
        ("On March 9 and 10 people fled.", ["March 9 = 2025-03-09"]),
        (
            "They met on the last weekend of July 2019.",
            ["the last weekend of July 2019 = 2019-07-27/2019-07-28"],
        ),
        ("They met on the first Monday of May 2024.", ["the first Monday of May 2024 = 2024-05-06"]),
        ("They met on the 3rd of last month.", ["the 3rd of last month = 2025-10-03"]),
        ("It ran dry in the late 19th century.", ["the late 19th century = 18XX"]),
        ("It rose in Q1 2025.", ["Q1 2025 = 2025-01/2025-03"]),
        ("It rose in 3Q 2023.", ["3Q 2023 = 2023-07/2023-09"]),
        ("It rose in fiscal year 2024.", ["fiscal year 2024 = 2024"]),
        ("It rose in FY2024.", ["FY2024 = 2024"]),
        ("It rose in 2023/24.", ["2023/24 = 2023/2024"]),
        ("He fell in ’91.", ["’91 = 1991"]),
        ("He fell in nineteen eighty-four.", ["nineteen eighty-four = 1984"]),
        ("He fell in the previous quarter.", ["the previous quarter = 2025-07/2025-09"]),
        ("It came in on 20.11.25.", ["20.11.25 = 2025-11-20"]),
        ("It came in on May. 9, 2019.", ["May. 9, 2019 = 2019-05-09"]),
    ],
)
def test_stretches_and_parts_of_years(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He will stand trial in eleven weeks.", ["eleven weeks = 2026-02-02/2026-02-08"]),
        ("It will be the first trial in two years.", ["two years = P2Y"]),
        ("He flies two weeks from today.", ["two weeks from today = 2025-12-01/2025-12-07"]),
        ("He flies a week from Monday.", ["a week from Monday = 2025-12-01"]),
        ("Her appeal was filed half a year ago.", ["half a year ago = 2025-05"]),
        ("He was jailed a year and a half ago.", ["a year and a half ago = 2024-05"]),
        ("He was jailed two years and three months ago.", ["two years and three months ago = 2023-08"]),
        ("He was jailed nine years ago this week.", ["nine years ago this week = 2016-11-17/2016-11-23"]),
        ("He was jailed ten years ago today.", ["ten years ago today = 2015-11-22"]),
        ("We may hear from them on 3 July.", ["3 July = 2026-07-03"]),
        ("He may have been freed on 3 July.", ["3 July = 2025-07-03"]),
        ("The vote is on Sunday.", ["Sunday = 2025-11-23"]),
        ("The fair opens on Monday.", ["Monday = 2025-11-24"]),
        ("Leaders meet on Monday.", ["Monday = 2025-11-24"]),
        ("The next round is in March.", ["March = 2026-03"]),
        ("They have until Tuesday to answer.", ["Tuesday = 2025-11-25"]),
        ("It shut on Monday and is expected to open soon.", ["Monday = 2025-11-17"]),
        ("They met on August the 5th.", ["August the 5th = 2025-08-05"]),
        (
            "The fair will open Tuesday, after the city on Thursday withdrew its ban.",
            ["Tuesday = 2025-11-25", "Thursday = 2025-11-20"],
        ),
        (
            "The side will play on Friday, having lost on Monday.",
            ["Friday = 2025-11-28", "Monday = 2025-11-17"],
        ),
        (
            "It will shut after the vote scheduled on Monday is held.",
            ["Monday = 2025-11-24"],
        ),
        (
            "The tower fell on Thursday. “We heard it this morning,” Ola Berg said.",
            ["Thursday = 2025-11-20", "this morning = 2025-11-20"],
        ),
        (
            "The tower fell on Thursday. It was gone this morning.",
            ["Thursday = 2025-11-20", "this morning = 2025-11-22"],
        ),
        ("He will answer charges that were filed Monday.", ["Monday = 2025-11-17"]),
        ("The port will stay closed until Tuesday.", ["Tuesday = 2025-11-25"]),
        ("The fair, to be held Friday in Oslo, is big.", ["Friday = 2025-11-28"]),
        ("The hearing was postponed to Friday.", ["Friday = 2025-11-28"]),
        ("They agreed to meet again on Monday.", ["Monday = 2025-11-24"]),
        ("It was built between 1887 and 1889.", ["1887 = 1887", "1889 = 1889"]),
        ("The pass is valid until January 15.", ["January 15 = 2026-01-15"]),
        ("They let him out by 15 October.", ["15 October = 2025-10-15"]),
    ],
)
def test_dates_counted_from_today(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "April Novak, August Wilson and June Park left.",
        "Friday Osei was there.",
        "The Monday Club met.",
        "It was on 60 Minutes, CBS This Morning and Saturday Night Live.",
        "It is so to this day.",
        "USA Today, the Daily Mail and Apple Daily wrote of it.",
        "The Christmas Island camp is full.",
        "It was jailed under the Border Act of 2021 and the Trade Act, 2018.",
        "Version 3.10.12 is out; see section 4.12.10.",
        "They freed 1984 monks.",
        "The rock, 2010 TK7, is small.",
        "A March for Life was held.",
        "It blew at 30 miles per hour.",
        "It is a now-empty camp with a Halloween-like look.",
    ],
)
def test_names_and_numbers_are_no_dates(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met this Monday.", ["this Monday = 2025-11-17"]),
        ("They met last quarter.", ["last quarter = 2025-07/2025-09"]),
        ("They meet next quarter.", ["next quarter = 2026-01/2026-03"]),
        ("He left months ago.", ["months ago = "]),
        ("He arrives weeks from Monday.", ["weeks from Monday = "]),
        ("He arrives two weeks from Monday.", ["two weeks from Monday = 2025-12-08"]),
        ("In recent days they met.", ["recent days = PXD"]),
        ("They met in the last hours.", ["the last hours = PTXH"]),
        (
            "They met on May 3. The following weekend they left.",
            ["May 3 = 2025-05-03", "The following weekend = 2025-05-10/2025-05-11"],
        ),
        (
            "They met on May 3, 2024. The following Monday they left.",
            ["May 3, 2024 = 2024-05-03", "The following Monday = 2024-05-06"],
        ),
        (
            "They met on May 3, 2024. That weekend they left.",
            ["May 3, 2024 = 2024-05-03", "That weekend = 2024-05-04/2024-05-05"],
        ),
        (
            "They met in March 2024. The previous two years were quiet.",
            ["March 2024 = 2024-03", "The previous two years = 2022-03/2024-03"],
        ),
        (
            "They met in 2020. The following two years were quiet.",
            ["2020 = 2020", "The following two years = 2020/2022"],
        ),
        ("They met on the 3rd of last week.", []),
        ("They met at the end of the hour.", []),
        ("The fair ran from March to May.", ["March to May = 2025-03/2025-05"]),
        ("The fair ran from November to February.", ["November to February = 2024-11/2025-02"]),
        ("They met in the fourth quarter.", ["the fourth quarter = 2025-10/2025-12"]),
        ("They met in the first quarter of 2024.", ["the first quarter of 2024 = 2024-01/2024-03"]),
        ("They met in Q1.", ["Q1 = 2025-01/2025-03"]),
        ("They met in Q1 2024.", ["Q1 2024 = 2024-01/2024-03"]),
        ("They met in 2023/24.", ["2023/24 = 2023/2024"]),
        ("They met on 30 February 2024.", []),
        ("They met from 5 to 3 May 2024.", []),
        ("He stayed one day.", []),
        ("They had a night to think.", []),
        ("He was held for two and a half hours.", ["two and a half hours = PT2H30M"]),
        ("He was held for one and a half days.", ["one and a half days = P1DT12H"]),
        ("They met 1.5 years ago.", ["1.5 years ago = 2024-05"]),
        ("Year-end sales rose.", ["Year-end = 2025"]),
    ],
)
def test_lengths_and_parts_without_a_number_stay_open_and_impossible_days_are_none(
    text: str, expected: list[str]
) -> None:
    assert read(text) == expected
