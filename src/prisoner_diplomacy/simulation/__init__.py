"""Corpora with known truth: invented outlets report invented events, among news on other matters."""

from prisoner_diplomacy.simulation.corpora import GeneratedArticle, generate
from prisoner_diplomacy.simulation.saving import write_corpus

__all__ = ["GeneratedArticle", "generate", "write_corpus"]
