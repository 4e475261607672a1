"""News about prisoner releases, sanctions and diplomacy, turned into evidence."""
