"""Articles on other matters: frames filled with the words of one subject, as long as news is."""

from random import Random

from prisoner_diplomacy.lexicon.inflect import plural
from prisoner_diplomacy.simulation.wording import Slots, load_wording, upper_first
from prisoner_diplomacy.simulation.world import invented_person, invented_surname, states

FEWEST_WORDS, MOST_WORDS = 300, 900
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def off_topic(random: Random, outlet: str) -> tuple[str, list[str]]:
    """Return the headline and the paragraphs of an article that reports no event of ours.

    Args:
        random: what it is drawn from.
        outlet: who prints it.
    """
    wording = load_wording("background.toml")
    subject = random.choice(wording["subject"])
    wanted = random.randrange(FEWEST_WORDS, MOST_WORDS)
    headline = _fill(random.choice(wording["headlines"]), random, subject, outlet)
    paragraphs: list[str] = []
    words = 0
    while words < wanted:
        frames = random.sample(wording["frames"], random.randrange(2, 5))
        text = " ".join(_fill(frame, random, subject, outlet) for frame in frames)
        paragraphs.append(text)
        words += text.count(" ") + 1
    return headline, paragraphs


def _fill(frame: str, random: Random, subject: dict[str, list[str]], outlet: str) -> str:
    wording = load_wording("background.toml")
    pick = random.choice
    makers = {
        "thing": lambda: pick(subject["things"]),
        "other": lambda: pick(subject["things"]),
        "third": lambda: pick(subject["things"]),
        "things": lambda: plural(pick(subject["things"])),
        "Thing": lambda: upper_first(pick(subject["things"])),
        "Things": lambda: upper_first(plural(pick(subject["things"]))),
        "deed": lambda: pick(subject["deeds"]),
        "adj": lambda: pick(wording["adjectives"]),
        "place": lambda: pick(pick(states()).places),
        "Place": lambda: pick(pick(states()).places),
        "country": lambda: pick(states()).name,
        "country2": lambda: pick(states()).name,
        "person": lambda: invented_person(random),
        "surname": lambda: invented_surname(random),
        "age": lambda: str(random.randrange(19, 90)),
        "outlet": lambda: outlet,
        "day": lambda: str(random.randrange(1, 29)),
        "n": lambda: str(random.randrange(3, 400)),
        "m": lambda: str(random.randrange(400, 900)),
        "percent": lambda: str(random.randrange(2, 95)),
        "Percent": lambda: str(random.randrange(2, 95)),
        "money": lambda: str(random.randrange(2, 80)),
        "month": lambda: pick(wording["months"]),
        "year": lambda: str(random.randrange(1950, 2010)),
        "weekday": lambda: pick(WEEKDAYS),
    }
    return frame.format_map(Slots(makers))
