"""Write a corpus of generated articles and what is true of each report in them.

``python tools/generate_corpus.py OUT --articles 100000`` writes ``OUT/articles.jsonl``, which
``prisoner-diplomacy corpus`` reads, and ``OUT/truth.jsonl``. People, outlets and events are invented.
"""

import argparse
from pathlib import Path

from prisoner_diplomacy.simulation import generate, write_corpus
from prisoner_diplomacy.simulation.corpora import ON_TOPIC


def main() -> None:
    """Read the command line and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--articles", type=int, default=1000, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other articles")
    parser.add_argument(
        "--on-topic", type=float, default=ON_TOPIC, help="share that reports an event (default: %(default)s)"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    files = options.out / "articles.jsonl", options.out / "truth.jsonl"
    number = write_corpus(generate(options.articles, options.seed, options.on_topic), *files)
    print(f"{number} articles in {files[0]}, what is true of them in {files[1]}")


if __name__ == "__main__":
    main()
