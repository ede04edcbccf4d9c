"""Tell whoever holds the risk, and the decision makers, what an answer brings."""

from datetime import datetime

from openmash import firewall
from openmash.enquiries.alerts.actions import ToWhom, tell
from openmash.enquiries.answering.news.rules import News, news_of
from openmash.enquiries.answering.rules import State
from openmash.enquiries.models import Enquiry, Request
from openmash.enquiries.risk.access import held_now, holdings
from openmash.enquiries.risk.actions import begin
from openmash.policy import Role, Service


def tell_of_answer(request: Request, *, pieces: int, at: datetime) -> None:
    """Put an answer before those who have to come back for it; the agency learns no names."""
    with firewall.acting_as(Service.WORKER):
        enquiry = Enquiry.objects.get(pk=request.enquiry_id)
        is_last = not enquiry.requests.filter(state__in=Request.OPEN_STATES).exists()
        news = news_of(
            State(request.state),
            reference=request.reference,
            agency=request.agency.name if request.agency_id else request.outside_authority,
            enquiry=enquiry.reference,
            is_late=request.is_late_answer,
            pieces=pieces,
            is_last=is_last,
        )
        if news is not None:
            _tell(news, enquiry=enquiry, request=request, at=at)


def _tell(news: News, *, enquiry: Enquiry, request: Request, at: datetime) -> None:
    occasion = f"{news.kind}:{request.reference}:{request.version}"
    said = {
        "kind": news.kind,
        "words": news.words,
        "at": at,
        "reference": enquiry.reference,
        "enquiry_id": enquiry.pk,
        # The last answer is news about the enquiry; any other opens its own request.
        "request_id": None if news.kind == "gathered" else request.pk,
    }
    owner = _owner_id(enquiry, at=at)
    if owner is not None:
        tell(ToWhom(practitioner_id=owner), once=f"{occasion}:owner", **said)
    if news.to_deciders or owner is None:
        tell(ToWhom(role=Role.DECISION_MAKER.value), once=f"{occasion}:deciders", **said)


def _owner_id(enquiry: Enquiry, *, at: datetime) -> int | None:
    """Return who holds the risk; where it had ended, whoever held it last takes it up again."""
    held = held_now(enquiry=enquiry)
    if held is None and enquiry.stage != Enquiry.Stage.CLOSED:
        last = holdings(enquiry=enquiry).last()
        held = begin(owner_id=last.owner_id, at=at, enquiry=enquiry) if last else None
    return held.owner_id if held else None
