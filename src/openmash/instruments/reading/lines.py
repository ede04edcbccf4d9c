"""The assessments of an enquiry in short, for the pages on which people decide."""

from datetime import date

from openmash.instruments.access import assessments_of
from openmash.instruments.shown import Line, line_of


def summary_for(enquiry, *, today: date) -> list[Line]:
    """Return each assessment of an enquiry that somebody may read already, worst floor open first.

    Include `instruments/_for_decision.html` with them as `assessments`.
    """
    return [line_of(one, today=today) for one in assessments_of(enquiry)]
