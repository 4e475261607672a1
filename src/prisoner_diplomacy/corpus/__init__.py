"""Many articles in one run, into a data set in parts."""

from prisoner_diplomacy.corpus.dataset import read_table, scan_table
from prisoner_diplomacy.corpus.manifest import failed
from prisoner_diplomacy.corpus.running import process_corpus
from prisoner_diplomacy.corpus.working import Settings

__all__ = ["Settings", "failed", "process_corpus", "read_table", "scan_table"]
