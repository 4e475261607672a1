"""Many articles in one run, into a data set in parts."""

from prisoner_diplomacy.corpus.dataset import read_table, scan_table
from prisoner_diplomacy.corpus.running import process_corpus

__all__ = ["process_corpus", "read_table", "scan_table"]
