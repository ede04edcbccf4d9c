"""The doors to agencies' views and to disagreements."""

from datetime import datetime

from django.db.models import QuerySet

from openmash import firewall, policy
from openmash.audit import records
from openmash.decisions.escalation import CODES
from openmash.decisions.models import AgencyView, Decision, Disagreement
from openmash.decisions.shown import View
from openmash.enquiries.models import Enquiry, Request, RunningClock
from openmash.errors import NotVisible


def views_of(enquiry: Enquiry, *, latest: Decision | None) -> list[View]:
    """Return every view as it was said, with the decider's answer to each dissent."""
    answers = {}
    if latest is not None:
        answers = {each["view"]: each["words"] for each in latest.dissent_answers}
    rows = enquiry.views.select_related("agency", "by", "disagreement").order_by("at", "pk")
    due = _stage_due(enquiry)
    return [_view(row, answers=answers, due=due) for row in rows]


def own_views(request: Request, *, viewer: policy.Viewer) -> list[View]:
    """Return what an agency itself said about a request of its own, oldest first."""
    rows = (
        AgencyView.objects.filter(request_id=request.pk, agency_id=viewer.agency)
        .select_related("agency", "by")
        .order_by("at")
    )
    return [_view(row, answers={}) for row in rows]


def get_view(pk: int, *, viewer: policy.Viewer) -> AgencyView:
    """Return one agency's view to that agency or to the hub.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    view = AgencyView.objects.select_related("agency").filter(pk=pk).first()
    verdict = policy.Verdict(view is not None, "their own view, or hub" if view else "no such view")
    records.record_look(f"view {pk}", by=viewer, verdict=verdict)
    if view is None:
        raise NotVisible("There is no view with that number. Go back to your work.")
    return view


def get_disagreement(pk: int, *, viewer: policy.Viewer) -> Disagreement:
    """Return a disagreement to the agency that raised it, or to the hub.

    Raises:
        NotVisible: there is none, or none for this viewer.
    """
    found = Disagreement.objects.select_related("view", "agency").filter(pk=pk).first()
    verdict = policy.Verdict(found is not None, "a side of it" if found else "no such disagreement")
    records.record_look(f"disagreement {pk}", by=viewer, verdict=verdict)
    if found is None:
        raise NotVisible("There is no disagreement with that number. Go back to your work.")
    return found


def disagreements_open(*, viewer: policy.Viewer) -> QuerySet[Disagreement]:
    """Return what this viewer may see of disagreements that are not settled."""
    found = Disagreement.objects.filter(settled_at=None)
    return found.select_related("agency", "enquiry").order_by("raised_at")


def _view(
    row: AgencyView, *, answers: dict[int, str], due: dict[str, datetime] | None = None
) -> View:
    further = getattr(row, "disagreement", None)
    return View(
        pk=row.pk,
        agency=row.agency.name,
        by=row.said_by or row.by.name,
        stance=row.stance,
        view=row.get_stance_display() if row.stance != AgencyView.Stance.NO_VIEW else "",
        words=row.words,
        answer=answers.get(row.pk, ""),
        disagreement=further.pk if further else None,
        stage=further.stage if further else 0,
        is_settled=bool(further and further.settled_at),
        next_due=(due or {}).get(CODES[further.stage]) if further else None,
    )


def _stage_due(enquiry: Enquiry) -> dict[str, datetime]:
    running = enquiry.clocks.filter(code__in=CODES.values(), stopped_at=None)
    return {clock.code: clock.due_at for clock in running}


def due_of(disagreement: Disagreement) -> datetime | None:
    """Return by when the stage of a disagreement is to end; both its sides may know that."""
    with firewall.acting_as(policy.Service.WORKER):
        clock = RunningClock.objects.filter(
            enquiry_id=disagreement.enquiry_id,
            code=CODES[disagreement.stage],
            stopped_at=None,
        ).first()
    return clock.due_at if clock else None
