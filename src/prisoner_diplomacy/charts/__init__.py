"""Figures: one function a figure, data in, `Chart` out."""

from prisoner_diplomacy.charts.core import Chart

__all__ = ["Chart"]
