"""The tables of the enquiry: triage, the enquiry itself, requests, pieces, clocks and alerts."""

from openmash.enquiries.models.clocks import Alert, ClockPause, RunningClock
from openmash.enquiries.models.enquiry import (
    BreakGlass,
    Enquiry,
    EnquiryContact,
    Reader,
    RiskOwnership,
    Subject,
)
from openmash.enquiries.models.pieces import Corroboration, Piece, PieceSubject, Withdrawal
from openmash.enquiries.models.requests import AnswerDraft, Request, RequestSubject, SharedGist
from openmash.enquiries.models.significance import Significance
from openmash.enquiries.models.triage import Handover, RatingChange, Screening

__all__ = [
    "Alert",
    "AnswerDraft",
    "BreakGlass",
    "ClockPause",
    "Corroboration",
    "Enquiry",
    "EnquiryContact",
    "Handover",
    "Piece",
    "PieceSubject",
    "RatingChange",
    "Reader",
    "Request",
    "RequestSubject",
    "RiskOwnership",
    "RunningClock",
    "Screening",
    "SharedGist",
    "Significance",
    "Subject",
    "Withdrawal",
]
