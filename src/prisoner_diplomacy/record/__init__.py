"""The curated record: its tables, loaded and checked."""
