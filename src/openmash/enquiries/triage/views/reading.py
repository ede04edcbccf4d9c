"""One contact on the table: read it, rate it, open an enquiry."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.enquiries.clocks.rules import DANGER_CODES
from openmash.enquiries.opening.actions import Grounds, open_enquiry
from openmash.enquiries.triage import access, actions, practice
from openmash.enquiries.triage.access import Reading
from openmash.enquiries.triage.agreement import NEEDS_NO_AGREEMENT
from openmash.enquiries.triage.forms import OpenForm, RatingForm, WordsForm
from openmash.enquiries.triage.views.showing import bar_of, risk_shown, said_by, test_fields
from openmash.errors import RuleBroken
from openmash.handbook import beside, first_hours_of
from openmash.policy import Remit

MAY_BE_ASKED = (
    ("young_person", "the young person themselves"),
    ("parent", "a safe parent or carer not named here"),
)


@login_required
@require_http_methods(["GET", "POST"])
def read(request, reference):
    """Show a contact for triage; rate it, or rate it and open an enquiry."""
    now = timezone.now()
    reading = access.read(reference, viewer=request.viewer, now=now)
    if request.method == "POST":
        return _rate_or_open(request, reading, now=now)
    return _page(request, reading, form=_open_form(reading), now=now)


def _rate_or_open(request, reading: Reading, *, now):
    if request.POST.get("do") == "rate":
        return _rate(request, reading, now=now)
    form = _open_form(reading, data=request.POST)
    if form.is_valid():
        enquiry = _opened(form, reading, request, now=now)
        if enquiry is not None:
            messages.success(request, f"Enquiry {enquiry.reference} is open. You hold its risk.")
            return redirect(f"/enquiries/{enquiry.reference}/")
    return _page(request, reading, form=form, now=now, status=422)


def _rate(request, reading: Reading, *, now):
    rating = RatingForm(request.POST, remits=reading.contact.remits)
    if rating.is_valid():
        try:
            actions.rate(reading.screening, rating.rating(), by=request.viewer, at=now)
            messages.success(request, "The rating is kept.")
            return redirect("triage:read", reading.contact.reference)
        except RuleBroken as refusal:
            rating.add_error(None, str(refusal))
    form = _open_form(reading, data=request.POST)
    # Only the rating was asked for, so only what is wrong with the rating is said.
    form._errors = rating.errors
    return _page(request, reading, form=form, now=now, status=422)


def _opened(form: OpenForm, reading: Reading, request, *, now):
    made = form.cleaned_data
    grounds = Grounds(
        reason=made["reason"],
        necessity=made["necessity"],
        proportionality=made["proportionality"],
        pressing_need=made["why"],
        agreement=form.agreement_made(),
        agreement_why=form.agreement_in_words(),
        informed=made["informed"],
    )
    try:
        return open_enquiry(
            reading.screening, rating=form.rating(), grounds=grounds, by=request.viewer, at=now
        )
    except RuleBroken as refusal:
        # The refusal about agreement stands at the question, with both doors beneath it.
        is_gate = "agreement" in form.fields and "greement" in str(refusal)
        form.add_error("agreement" if is_gate else None, str(refusal))
        return None


def _open_form(reading: Reading, *, data=None) -> OpenForm:
    return OpenForm(
        data,
        remits=reading.contact.remits,
        safe_to_ask=safe_to_ask(reading),
        initial=initial_of(reading),
    )


def safe_to_ask(reading: Reading) -> list[tuple[str, str]]:
    """Return who may have been asked to agree: nobody who may be causing harm."""
    named = [
        (str(person.pk), f"{person.name}, {person.relation}" if person.relation else person.name)
        for person in reading.people
        if not person.is_feared
    ]
    return [*named, *MAY_BE_ASKED]


def initial_of(reading: Reading) -> dict[str, object]:
    """Return what is known already, for the questions of a rating."""
    screening, contact = reading.screening, reading.contact
    rated = screening.ratings.last()
    initial = {
        "danger_tests": screening.danger_tests,
        "brag": screening.brag or ("red" if reading.is_in_danger else ""),
        "level": screening.level or ("4" if reading.is_in_danger else ""),
        "practice_area": screening.practice_area,
        "why": rated.after and rated.why if rated else "",
        "informed": "YES" if contact.is_family_told == "yes" else None,
    }
    return initial | {f"test_{code}": said for code, said in screening.adult_test.items()}


def _page(request, reading: Reading, *, form: OpenForm, now, status: int = 200):
    context = {
        "reading": reading,
        "screening": reading.screening,
        "form": form,
        "now": now,
        "bar": bar_of(reading, now=now),
        "ratings": reading.screening.ratings.select_related("by"),
        "statements": reading.contact.statements.select_related("by").order_by("at"),
        "is_mine": reading.screening.claimed_by_id == request.viewer.id,
        "test_fields": test_fields(form),
        "agreement_open": agreement_is_asked(form),
        "danger_runs": any(
            line.code in DANGER_CODES.values() and line.stopped_at is None
            for line in reading.clocks
        ),
        "risk": risk_shown(reading.risk),
        "done_form": WordsForm(label="Who took part, and what was agreed?", auto_id="done_%s"),
        "taken_form": WordsForm(label="Who has taken it on? Name and service", auto_id="taken_%s"),
        **said_by(reading.contact),
        **_beside(reading),
    }
    return render(request, "enquiries/triage_contact.html", context, status=status)


def agreement_is_asked(form: OpenForm) -> bool:
    """Tell whether the question about agreement stands open: at levels 1 to 3, or with an error."""
    level = form["level"].value() if "level" in form.fields else ""
    return bool(level and level != NEEDS_NO_AGREEMENT) or "agreement" in form.errors


def _beside(reading: Reading) -> dict[str, object]:
    """Return what stands beside the work: the threshold in view, and the first hour."""
    known, area = practice.thresholds(), reading.screening.practice_area
    level = known.levels.get(reading.screening.level or ("4" if reading.is_in_danger else ""))
    return {
        "thresholds": known,
        "level": level,
        "level_title": f"Threshold, level {level.code}" if level else "",
        "level_source": f"{known.name}, page {level.page}" if level else "",
        "area": practice.practice_areas().get(area),
        "beside_area": first_hours_of(area),
        "has_adults": Remit.ADULTS.value in reading.contact.remits,
        "response": practice.responses().get(reading.screening.response),
        "beside_reading": beside("triage.reading"),
        "beside_sharing": beside("triage.sharing"),
        "beside_rating": beside("triage.rating"),
        "beside_consultation": beside("triage.consultation"),
    }
