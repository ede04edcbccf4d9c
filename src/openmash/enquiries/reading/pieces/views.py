"""One piece in full; a mark with its reason; a piece of the hub's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading import access
from openmash.enquiries.reading.entries import piece_entry, theme_titles
from openmash.enquiries.reading.frame import frame_of
from openmash.enquiries.reading.line import when_words
from openmash.enquiries.reading.naming import person_called, ref_of
from openmash.enquiries.reading.pieces import actions
from openmash.enquiries.reading.pieces.forms import ALONE, SIGHTINGS, MarkForm, PieceForm
from openmash.enquiries.reading.standing import is_significant
from openmash.errors import RuleBroken
from openmash.handbook import beside
from openmash.sources import lawful_bases


@login_required
@require_http_methods(["GET", "POST"])
def piece(request, reference, pk):
    """Show who said a piece, when and how it is graded; mark it significant, or take that off."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer)
    found = access.get_piece(enquiry, pk, viewer=request.viewer)
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.mark(
            found,
            is_significant=request.POST.get("mark") != "off",
            why=form.cleaned_data["why"],
            by=request.viewer,
            at=now,
        )
        messages.success(request, "Marked, with your reason.")
        return redirect("enquiries:piece", reference=reference, pk=pk)
    rows = access.frame_rows(enquiry)
    context = {
        "frame": frame_of(rows, page="", viewer=request.viewer, now=now),
        "form": form,
        "beside": beside("enquiries.piece"),
        **_piece_context(found, rows=rows, now=now),
    }
    return render(request, "enquiries/piece.html", context, status=422 if form.is_bound else 200)


def _piece_context(found, *, rows, now) -> dict[str, object]:
    refs = {row.pk: ref_of(row) for row in rows.subjects}
    names = {row.pk: person_called(row) for row in rows.subjects}
    bases = lawful_bases()
    entry = piece_entry(found, refs=refs, enquiry=rows.enquiry.reference, zone=now.tzinfo)
    return {
        "piece": found,
        "entry": entry,
        "when": when_words(entry, today=now.date()),
        "seen_words": _seen_words(found),
        "is_significant": is_significant(found),
        "about": [names[a.subject_id] for a in found.about.all() if a.subject_id in names],
        "place": theme_titles().get(found.place, found.place),
        "bases": [bases[code].title if code in bases else code for code in found.lawful_bases],
        "withdrawal": getattr(found, "withdrawal", None),
        "marks": list(found.marks.all()),
    }


def _seen_words(found) -> str:
    said = [dict(SIGHTINGS).get(found.sighting, found.sighting)]
    if found.sighting == "seen":
        said += [found.seen_by and f"by {found.seen_by}", dict(ALONE).get(found.is_seen_alone, "")]
    return ". ".join(filter(None, said))


@login_required
@require_http_methods(["GET", "POST"])
def add(request, reference):
    """Add what the hub was told outside any request."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer)
    rows = access.frame_rows(enquiry)
    form = PieceForm(
        request.POST or None, subjects=rows.subjects, place=request.GET.get("place", "")
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_piece(
                enquiry,
                form.given(lawful_bases=enquiry.lawful_bases),
                source_label=form.cleaned_data["source_label"],
                significant_why=form.cleaned_data["significant_why"],
                by=request.viewer,
                at=now,
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Added to the jigsaw.")
            return redirect("enquiries:jigsaw", reference=reference)
    context = {
        "frame": frame_of(rows, page="", viewer=request.viewer, now=now),
        "form": form,
        "beside": beside("enquiries.add-piece"),
    }
    return render(
        request, "enquiries/piece_add.html", context, status=422 if form.is_bound else 200
    )
