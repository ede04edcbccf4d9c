"""The handbook beside the work: a paragraph for every question, found by a stable key."""

from openmash.handbook.beside import Paragraph, UnknownKey, beside

__all__ = ["Paragraph", "UnknownKey", "beside"]
