"""Figures for the partnership: counts without names, and nobody to be found by taking away."""
