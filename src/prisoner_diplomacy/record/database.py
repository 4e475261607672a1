"""The record in memory as a database, for questions in SQL."""

import sqlite3

from prisoner_diplomacy.record.load import Context


def as_database(context: Context) -> sqlite3.Connection:
    """Return a context as SQLite tables in memory; empty cells are NULL, as in the published file."""
    connection = sqlite3.connect(":memory:")
    for name, frame in context.tables().items():
        frame.astype(object).where(frame.notna() & (frame != ""), None).to_sql(name, connection, index=False)
    return connection
