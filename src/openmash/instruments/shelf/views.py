"""The gallery of instruments, one page for each, and bringing in a licensed one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.errors import BadInput, NotVisible
from openmash.handbook.beside import beside
from openmash.instruments import shown
from openmash.instruments.engine import UnknownInstrument, load_shelf, shared_vocabulary
from openmash.instruments.rules import number_of
from openmash.instruments.shelf import actions
from openmash.instruments.shelf.access import instrument_of, instruments_in_use, licence_of
from openmash.instruments.shelf.forms import BringInForm


@login_required
@require_GET
def gallery(request):
    """Show every instrument by practice area, and which files cannot be read."""
    areas = shared_vocabulary().practice_areas
    groups: dict[str, list] = {area: [] for area in areas}
    for one in instruments_in_use():
        groups[one.practice_area].append(one)
    context = {
        "groups": [
            {"title": areas[area], "found": found} for area, found in groups.items() if found
        ],
        "number": sum(len(found) for found in groups.values()),
        "faults": [fault.in_words() for fault in load_shelf().faults],
        "may_bring_in": bool(policy.may_administer(request.viewer)),
        "beside": beside("assessment.gallery"),
    }
    return render(request, "instruments/gallery.html", context)


@login_required
@require_GET
def instrument(request, name):
    """Show one instrument: what it is for, what never, what it rests on, and its questions."""
    try:
        found = instrument_of(name, version=request.GET.get("version", ""))
    except UnknownInstrument:
        raise NotVisible("There is no instrument with that name. Look in the list.") from None
    context = {
        "found": found,
        "area": shared_vocabulary().practice_areas[found.practice_area],
        "method": shown.METHODS.get(found.judgement.method, found.judgement.method),
        "sections": [_section(section, instrument=found) for section in found.sections],
        "review": [
            {"label": band.label, "days": found.review_days.get(band.id, 0)}
            for band in found.judgement.bands
        ],
        "rules": [
            {"why": rule.why, "rule": rule, "floors": _floors(rule, instrument=found)}
            for rule in found.rules
        ],
        "related": _related(found),
        "licence": licence_of(found),
        "about_it": shown.paragraph_of(found),
        "beside": beside("assessment.gallery"),
    }
    return render(request, "instruments/instrument.html", context)


def _section(section, *, instrument) -> dict[str, object]:
    made = {
        item.id: {"item": item, "number": number_of(item, instrument=instrument)}
        for item in section.items
    }
    return {"section": section, "groups": shown.by_axis(section, made=made)}


def _related(instrument) -> list:
    found = []
    for other in instrument.related_instruments:
        try:
            found.append(instrument_of(other))
        except UnknownInstrument:
            continue  # a licensed file may point to what this hub does not have
    return found


def _floors(rule, *, instrument) -> list[str]:
    return [
        instrument.bands[effect.target].label
        for effect in rule.then
        if effect.kind.value == "floor_band"
    ]


@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request):
    """Bring in a licensed instrument from a file; the engine checks it first."""
    policy.require(policy.may_administer(request.viewer))
    faults: list[str] = []
    form = BringInForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.bring_in(
                form.cleaned_data["file"].name,
                form.text(),
                licence_holder=form.cleaned_data["licence_holder"],
                licence_reference=form.cleaned_data["licence_reference"],
                expires_on=form.cleaned_data["expires_on"],
                by=request.viewer,
                at=timezone.now(),
            )
            messages.success(request, "It is here, for this partnership alone.")
            return redirect("instruments:instrument", name=made.id)
        except UnicodeDecodeError:
            form.add_error("file", "This is not UTF-8 text. Save it as UTF-8, and send it again")
        except BadInput as bad:
            faults = str(bad).splitlines()
            number = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
            form.add_error("file", f"This file has {number}: mend it, and send it again")
    context = {"form": form, "faults": faults, "beside": beside("assessment.bring_in")}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "instruments/bring_in.html", context, status=status)
