"""The command line: parse, call, print. Results go to stdout, everything else to stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prisoner_diplomacy import interrupts
from prisoner_diplomacy.article import Article, InputError, parse_day, read_article
from prisoner_diplomacy.wording import for_terminal

if TYPE_CHECKING:
    from prisoner_diplomacy.exchange import Reading

PROGRAM = "prisoner-diplomacy"
FILES = click.argument("files", metavar="FILE...", nargs=-1, required=True)
PUBLISHED = click.option("--published", metavar="DATE", help="Day of publication, YYYY-MM-DD.")
LANGUAGE = click.option(
    "--language", type=click.Choice(["en"]), help="Insist that the text is read as English."
)
POSITIVE = click.IntRange(min=1)
Render = Callable[[Article], str]


class OutputError(Exception):
    """A result cannot be written to standard output."""


class Answering(click.Command):
    """A command whose help, when it cannot be printed, is an error like any other result."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the words of the command line; this is where click prints what ``--help`` asks for."""
        try:
            return super().make_context(*args, **extra)
        except OSError as error:
            raise _lost(error) from None


class Group(Answering, click.Group):
    """A command of commands that answer."""

    command_class = Answering
    group_class = type


def main() -> None:
    """Run the command line; bad input is said in one line, with exit code 1."""
    interrupts.heed()
    try:
        commands(prog_name=PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (InputError, OutputError) as error:
        complain(error)
    except interrupts.Stopped:
        interrupts.tell()
        raise
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}; nothing was left half written")
    except Exception:
        if not interrupts.code():
            raise
        interrupts.tell()  # A library made another error of the signal.
        sys.exit(interrupts.code())
    else:
        sys.exit(0)
    finally:
        interrupts.deafen_at_exit()
    sys.exit(1)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=PROGRAM, message="%(prog)s %(version)s")
def commands() -> None:
    """Turn news about prisoner releases, sanctions and diplomacy into evidence."""


@commands.command()
@FILES
@PUBLISHED
@LANGUAGE
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "w3c", "html"]), default="jsonl", show_default=True
)
def annotate(files: tuple[str, ...], published: str | None, language: str | None, form: str) -> None:
    """Print the marks of each article; FILE may be - for standard input."""
    print_each(files, published, language, annotations_as_html if form == "html" else marks_renderer(form))


@commands.command()
@FILES
@PUBLISHED
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
def events(files: tuple[str, ...], published: str | None, language: str | None, form: str) -> None:
    """Print the events that each article reports; FILE may be - for standard input."""
    print_each(files, published, language, {"jsonl": events_as_jsonl, "csv": csv_renderer()}[form])


@commands.command()
@click.argument("file", metavar="FILE")
@PUBLISHED
@click.option("--corrections", metavar="JSONL", help="Review file; by default the one in data/annotations.")
@click.option("--export", type=click.Choice(["labels"]), help="Write the reviewed article as labels.")
@click.option("--import", "proposed", metavar="JSONL", help="Take in rows proposed from elsewhere.")
@click.option("--against", metavar="JSONL", help="Compare with another review of the same article.")
@click.option("--by", default="import", show_default=True, help="Who proposes the rows taken in.")
@click.option("--on", "when", metavar="DATE", help="Day of the import; by default today.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@click.option("--out", metavar="DIR", default="build/labels", show_default=True, help="Folder for --export.")
def review(
    file: str,
    published: str | None,
    corrections: str | None,
    export: str | None,
    proposed: str | None,
    against: str | None,
    by: str,
    when: str | None,
    form: str,
    out: str,
) -> None:
    """Tell which rows of an article a person has checked, and which not, the most doubtful first."""
    from prisoner_diplomacy.places import find_article
    from prisoner_diplomacy.review import commands as done

    article = read_article(find_article(file), day(published))
    path = Path(corrections) if corrections else None
    emit = output if form == "html" else show
    if proposed:
        taken = done.take_in(article, path, Path(proposed), by, day(when) or date.today())
        for reason in taken.refused:
            complain(reason)
        show(taken.told)
        sys.exit(1 if taken.refused else 0)
    if export:
        output(done.export(article, path, Path(out)))
    elif against:
        emit(done.against(article, path, Path(against), form))
    else:
        emit(done.state(article, path, form))


@commands.command()
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--verbose", "-v", is_flag=True, help="List every disagreement.")
def evaluate(folder: str | None, verbose: bool) -> None:
    """Score the annotator against labels made by hand, those of the project by default."""
    from prisoner_diplomacy.evaluation.evaluate import evaluate_folder
    from prisoner_diplomacy.evaluation.score_tables import describe
    from prisoner_diplomacy.places import data_folder

    evaluation = evaluate_folder(Path(folder) if folder else data_folder() / "evaluation")
    show(describe(evaluation, verbose))


@commands.command()
@click.argument("file", metavar="[FILE]", required=False)
@PUBLISHED
@click.option("--out", metavar="DIR", default="build/report", show_default=True, help="Folder to write.")
@click.option("--single-file", is_flag=True, help="Write one page, DIR.html, that needs no other file.")
def report(file: str | None, published: str | None, out: str, single_file: bool) -> None:
    """Run the notebooks on an article and write the report's pages."""
    from prisoner_diplomacy.report import write_report

    page = write_report(file, day(published), Path(out), progress, single_file)
    output(f"{page}\n")


@commands.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["brat", "docbin", "ftm", "plover"]))
@FILES
@PUBLISHED
@LANGUAGE
@click.option("--out", metavar="PATH", required=True, help="File, or for brat folder, to write.")
def export(form: str, files: tuple[str, ...], published: str | None, language: str | None, out: str) -> None:
    """Write articles for another tool: brat, docbin (spaCy), ftm (FollowTheMoney) or plover.

    Marks go to brat and spaCy, rows to FollowTheMoney and PLOVER.
    """
    from prisoner_diplomacy.exchange import Reading
    from prisoner_diplomacy.exchange import export as write

    readings: list[Reading] = []
    whole = do_each(files, published, language, lambda article: readings.append(reading_of(article)))
    if readings:
        write(form, readings, Path(out))
        output(f"{out}\n")
    sys.exit(0 if whole else 1)


@commands.command()
@click.argument("source", metavar="SOURCE")
@click.argument("out", metavar="OUT")
@click.option("--published", metavar="DATE", help="Day of publication of articles that state none.")
@LANGUAGE
@click.option("--workers", type=POSITIVE, help="Processes; by default as many as there are processors.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that is to do the work instead.")
@click.option("--limit", type=POSITIVE, help="Stop after so many articles.")
@click.option("--seconds", type=POSITIVE, default=60, show_default=True, help="The most an article may take.")
@click.option("--part-size", type=POSITIVE, default=500, show_default=True, help="Articles in a part.")
@click.option("--resume", is_flag=True, help="Go on with what an interrupted run has left in OUT.")
def corpus(
    source: str,
    out: str,
    published: str | None,
    language: str | None,
    workers: int | None,
    scheduler: str | None,
    limit: int | None,
    seconds: int,
    part_size: int,
    resume: bool,
) -> None:
    """Annotate many articles into a data set of Parquet files.

    SOURCE is a folder of text and pages, with sidecars; JSON lines (.jsonl, .ndjson, also .gz, or - for
    standard input) with text or html, published and whatever else; a zip of either; a web archive (.warc,
    .warc.gz); an RSS or Atom file; or a list of saved pages (.tsv: address, tab, file). OUT is a new folder.
    Both may be addresses such as s3://bucket/name.

    Exit code 0 when every article was done, 1 when some were not: they are rows of OUT/failures.
    """
    from prisoner_diplomacy.corpus import Settings, failed, process_corpus

    settings = Settings(day(published), language or "", float(seconds), limit, part_size)
    manifest = process_corpus(
        source, out, settings, workers or processors(), scheduler or "", resume, progress, complain
    )
    progress(f"{manifest['rows']['articles']:,} articles done, {failed(manifest):,} failed: {out}")
    sys.exit(1 if failed(manifest) else 0)


@commands.command()
@click.argument("sources", metavar="SOURCE... OUT", nargs=-1, required=True)
@click.option(
    "--rules",
    type=click.Choice(["conservative", "standard", "generous"]),
    default="standard",
    show_default=True,
)
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
def link(sources: tuple[str, ...], rules: str, form: str) -> None:
    """Join report rows to events: of folders that corpus wrote, or of files that events printed."""
    from prisoner_diplomacy.linkage.files import link_sources

    if len(sources) < 2:
        raise click.UsageError("name at least one source, and the folder to write")
    show(link_sources(sources[:-1], Path(sources[-1]), rules, form))


@commands.group()
def context() -> None:
    """Look after the tables of context."""


@context.command()
@click.argument("folder", metavar="[DIR]", required=False)
def check(folder: str | None) -> None:
    """Check every table of context against its schema, the project's or those of a folder like data/."""
    from prisoner_diplomacy.record.load import check_context

    problems = list(check_context(folder))
    for problem in problems:
        complain(problem)
    sys.exit(1 if problems else 0)


@context.command()
@click.option("--seed", type=int, required=True, help="Number that decides the draw; write it down before.")
@click.option("--rows", type=click.IntRange(1), default=20, show_default=True, help="How many rows.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def draw(seed: int, rows: int, folder: Path | None) -> None:
    """Draw rows to be looked up anew and print the form to fill in, with the columns of verification.csv."""
    from prisoner_diplomacy.record.verification import draw_form

    output(draw_form(seed, rows, folder))


@context.command()
@click.option("--out", metavar="DIR", default="build/data", show_default=True, help="Folder to write.")
def publish(out: str) -> None:
    """Write the data as a package for others: CSV, Parquet, SQLite, and their description."""
    from prisoner_diplomacy.publishing import publish as write

    write(Path(out))
    output(f"{Path(out) / 'datapackage.json'}\n")


def print_each(files: tuple[str, ...], published: str | None, language: str | None, render: Render) -> None:
    """Print what ``render`` makes of each file; report those that cannot be done, and do the rest."""
    if not do_each(files, published, language, lambda article: output(render(article))):
        sys.exit(1)


def do_each(
    files: tuple[str, ...], published: str | None, language: str | None, do: Callable[[Article], None]
) -> bool:
    """Do something with each file; report those that it cannot be done with, and return whether none was."""
    known = day(published)
    failed = False
    for file in files:
        try:
            article = read_article(file, known, language)
            do(article)
        except InputError as error:
            complain(error)
            failed = True
        except OutputError:
            raise
        except Exception as error:
            complain(f"{file}: skipped by a fault of this program: {type(error).__name__}: {error}")
            failed = True
        else:
            tell(file, article)
    return not failed


def tell(file: str, article: Article) -> None:
    """Say on stderr what a reader should know of how an article was read."""
    for note in article.notes:
        complain(f"{file}: {note}")


def reading_of(article: Article) -> "Reading":
    """Return an article with its marks and rows, as a person has corrected them."""
    from prisoner_diplomacy.exchange import Reading
    from prisoner_diplomacy.review import reviewed_rows

    reviewed = reviewed_rows(article)
    return Reading(article, reviewed.annotations, reviewed.events)


def marks_renderer(form: str) -> Render:
    """Return a function that writes the marks of an article in one of the exchange formats."""

    def render(article: Article) -> str:
        from prisoner_diplomacy import annotate
        from prisoner_diplomacy.exchange import FORMATS

        return FORMATS[form](article, annotate(article))

    return render


def annotations_as_html(article: Article) -> str:
    """Return the annotated article as a page of its own."""
    from prisoner_diplomacy.review import reviewed_rows
    from prisoner_diplomacy.viewer import render_page

    return render_page(article, reviewed_rows(article))


def events_as_jsonl(article: Article) -> str:
    """Return one line of JSON an event."""
    from prisoner_diplomacy import annotate, find_events
    from prisoner_diplomacy.schema.jsonl import event_lines

    return event_lines(find_events(article, annotate(article)))


def csv_renderer() -> Render:
    """Return a function that renders events as CSV, with the header row before the first article."""
    headers: Iterator[bool] = iter([True])

    def render(article: Article) -> str:
        from prisoner_diplomacy import annotate, find_events, tabulate
        from prisoner_diplomacy.schema.csv_cells import to_csv

        table = tabulate(find_events(article, annotate(article)))
        return to_csv(table, header=next(headers, False))

    return render


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def day(published: str | None) -> date | None:
    """Return the day that an option names."""
    return parse_day(published, "--published") if published is not None else None


def output(text: str) -> None:
    """Print a result, in UTF-8 whatever the terminal, the whole of it or an error.

    Raises:
        OutputError: it cannot be written, on a full disk for example.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    stream = sys.stdout.buffer
    left = memoryview(text.encode("utf-8", "backslashreplace"))
    try:
        while left:
            left = left[stream.write(left) :]
        stream.flush()
    except OSError as error:
        raise _lost(error) from None


def _lost(error: OSError) -> BaseException:
    """Return what to raise when standard output takes no more; nobody is told who has stopped to read."""
    # What is still held back must not be tried again when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return SystemExit(1)
    return OutputError(f"standard output: {error.strerror}; the result is not complete")


def show(text: str) -> None:
    """Print what a person reads, with nothing in it that commands a terminal."""
    output(for_terminal(text))


def complain(problem: object) -> None:
    """Print a problem on one line of stderr."""
    click.echo(f"{PROGRAM}: {for_terminal(' '.join(str(problem).split()))}", err=True)


def progress(message: str) -> None:
    """Say on stderr what is being done."""
    click.echo(for_terminal(message), err=True)
