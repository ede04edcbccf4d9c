"""The people of an enquiry, one by one: words, adults, and who may be contacted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash.enquiries.access import get_enquiry
from openmash.enquiries.reading import access
from openmash.enquiries.reading.frame import frame_of
from openmash.enquiries.reading.naming import age_of, is_in_the_picture, person_called, ref_of
from openmash.enquiries.reading.people import own_words
from openmash.enquiries.reading.subjects import actions
from openmash.enquiries.reading.subjects.access import get_subject
from openmash.enquiries.reading.subjects.forms import AdultForm, ContactForm, WordsForm
from openmash.errors import RuleBroken
from openmash.handbook import beside

OWN_WORDS_SHOWN = 20


@login_required
@require_GET
def people(request, reference):
    """Show everybody of an enquiry, with what is known of each and where to say more."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer)
    rows = access.frame_rows(enquiry)
    gathered = access.gather(rows, viewer=request.viewer)
    context = {
        "frame": frame_of(rows, page="", viewer=request.viewer, now=now),
        "enquiry": enquiry,
        "lines": [_line(row, pieces=gathered.pieces, today=now.date()) for row in rows.subjects],
        "beside": beside("enquiries.people"),
    }
    return render(request, "enquiries/people.html", context)


def _line(subject, *, pieces, today) -> dict[str, object]:
    return {
        "subject": subject,
        "ref": ref_of(subject),
        "name": person_called(subject),
        "age": age_of(subject, today=today),
        "in_picture": is_in_the_picture(subject, today=today),
        "person": subject.person.reference if subject.person else "",
        "heard": len(own_words(subject, pieces=pieces)),
    }


@login_required
@require_http_methods(["GET", "POST"])
def person(request, reference, position):
    """Choose somebody's words for the middle, or write down what is known of an adult."""
    enquiry = get_enquiry(reference, viewer=request.viewer)
    subject = get_subject(enquiry, position)
    if is_in_the_picture(subject, today=timezone.localdate()):
        return _words(request, enquiry, subject)
    return _adult(request, enquiry, subject)


def _words(request, enquiry, subject):
    now = timezone.localtime()
    rows = access.frame_rows(enquiry)
    kept = {"words": subject.centre_words, "to_whom": subject.centre_words_to}
    form = WordsForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_words(subject, **form.cleaned_data, by=request.viewer, at=now)
        except RuleBroken as refusal:
            form.add_error("to_whom", str(refusal))
        else:
            messages.success(request, "The words are chosen.")
            return redirect(f"/enquiries/{enquiry.reference}/jigsaw/?middle={ref_of(subject)}")
    pieces = access.pieces_of(enquiry, viewer=request.viewer)
    context = {
        "frame": frame_of(rows, page="", viewer=request.viewer, now=now),
        "form": form,
        "name": person_called(subject),
        "said": own_words(subject, pieces=pieces)[:OWN_WORDS_SHOWN],
        "beside": beside("enquiries.words"),
    }
    return render(request, "enquiries/words.html", context, status=422 if form.is_bound else 200)


def _adult(request, enquiry, subject):
    kept = {name: getattr(subject, name) for name in AdultForm.base_fields if name != "called"}
    form = AdultForm(request.POST or None, initial={**kept, "called": subject.name})
    now = timezone.localtime()
    if request.method == "POST" and form.is_valid():
        actions.describe_adult(subject, form.given(), by=request.viewer, at=now)
        messages.success(request, "Written down.")
        return redirect(f"/enquiries/{enquiry.reference}/jigsaw/#unseen-adults")
    return _adult_page(request, enquiry, form=form, name=person_called(subject))


@login_required
@require_http_methods(["GET", "POST"])
def add_adult(request, reference):
    """Add an adult in or around the home, also one without a name."""
    enquiry = get_enquiry(reference, viewer=request.viewer)
    form = AdultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_adult(enquiry, form.given(), by=request.viewer, at=timezone.now())
        messages.success(request, "Added to the adults in and around the home.")
        return redirect(f"/enquiries/{enquiry.reference}/jigsaw/#unseen-adults")
    return _adult_page(request, enquiry, form=form, name="")


def _adult_page(request, enquiry, *, form, name):
    now = timezone.localtime()
    rows = access.frame_rows(enquiry)
    context = {
        "frame": frame_of(rows, page="", viewer=request.viewer, now=now),
        "form": form,
        "name": name,
        "beside": beside("enquiries.adult"),
    }
    return render(request, "enquiries/adult.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def contact(request, reference):
    """Say who may be contacted, who must not know, and what the family has been told."""
    now = timezone.localtime()
    enquiry = get_enquiry(reference, viewer=request.viewer)
    kept = {name: getattr(enquiry, name) for name in actions.CONTACT_FIELDS}
    form = ContactForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_contact(
                enquiry, form.cleaned_data, why="as known today", by=request.viewer, at=now
            )
        except RuleBroken as refusal:
            form.add_error("informed_why", str(refusal))
        else:
            messages.success(request, "Written down. It shows on every page of the enquiry.")
            return redirect("enquiries:jigsaw", reference=reference)
    context = {
        "frame": frame_of(access.frame_rows(enquiry), page="", viewer=request.viewer, now=now),
        "form": form,
        "beside": beside("enquiries.contact"),
    }
    return render(request, "enquiries/contact.html", context, status=422 if form.is_bound else 200)
