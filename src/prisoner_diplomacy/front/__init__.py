"""The first page of a report: its words, rows of the record, how far to trust it, how to cite it."""
