"""The handbook: pages for every practitioner, and the paragraph beside each question."""

from openmash.handbook.beside import Paragraph, UnknownKey, beside, first_hours_of

__all__ = ["Paragraph", "UnknownKey", "beside", "first_hours_of"]
