"""The worker's round of the hub's table: what ran out, and what nobody has accepted."""

from datetime import datetime

from openmash.enquiries.clocks.actions import end_lapsed_pauses, tell_run_out
from openmash.enquiries.triage.handing.actions import alarm_unaccepted


def make_rounds(*, at: datetime) -> int:
    """Tell of every clock and handover that ran out, each once; return how many there are."""
    return end_lapsed_pauses(at=at) + tell_run_out(at=at) + alarm_unaccepted(at=at)
