"""A text cut into sentences and words, and the phrases and verbs found in it."""
