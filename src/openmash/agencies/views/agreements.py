"""What agencies agreed to share: to read for all partners, to keep for information governance."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.agencies import access, actions
from openmash.agencies.access import lines
from openmash.agencies.forms import AgreementForm, EndAgreementForm
from openmash.agencies.views.form_page import FormPage, answer, posted
from openmash.handbook import beside


@login_required
@require_GET
def agreement(request, pk):
    """Show one version of an agreement in its own words."""
    found = access.get_agreement(pk)
    return render(
        request,
        "agencies/agreement.html",
        {
            "line": lines.agreement_line(found, today=timezone.localdate()),
            "agreement": found,
            "may_keep_agreements": bool(policy.may_keep_agreements(request.viewer)),
            "paragraph": beside("partnership.agreement"),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def add(request, code):
    """Keep a new agreement of an agency."""
    access.require_keeper_of_agreements(request.viewer)
    agency = access.get_agency(code)
    return _keep(request, agency, form=AgreementForm(posted(request)), heading="Add an agreement")


@login_required
@require_http_methods(["GET", "POST"])
def next_version(request, pk):
    """Keep the next version of an agreement, beginning from the words of this one."""
    access.require_keeper_of_agreements(request.viewer)
    before = access.get_agreement(pk)
    initial = {
        "title": before.title,
        "purposes": "\n".join(before.purposes),
        "words": before.words,
    }
    form = AgreementForm(posted(request), initial=initial)
    return _keep(request, before.agency, form=form, heading="Write the next version")


@login_required
@require_http_methods(["GET", "POST"])
def end(request, pk):
    """End an agreement after a day."""
    access.require_keeper_of_agreements(request.viewer)
    found = access.get_agreement(pk)
    form = EndAgreementForm(posted(request))

    def do(form) -> str:
        given = form.cleaned_data
        actions.end_agreement(
            found,
            ended_on=given["ended_on"],
            why=given["why"],
            by=request.viewer,
            at=timezone.now(),
        )
        return reverse("partnership:agency", args=[found.agency.code])

    page = FormPage(
        heading="End this agreement",
        caption=found.agency.name,
        back=reverse("partnership:agreement", args=[found.pk]),
        back_words="Back to the agreement",
        button="End the agreement",
        beside="partnership.agreement",
        is_serious=True,
    )
    return answer(request, form, page=page, do=do)


def _keep(request, agency, *, form: AgreementForm, heading: str):
    def do(form) -> str:
        made = actions.add_agreement(
            agency, fields=form.cleaned_data, by=request.viewer, at=timezone.now()
        )
        return reverse("partnership:agreement", args=[made.pk])

    page = FormPage(
        heading=heading,
        caption=agency.name,
        back=reverse("partnership:agency", args=[agency.code]),
        back_words="Back to the agency",
        button="Keep this version",
        beside="partnership.agreement",
        done="The agreement is kept. It never changes: what changes is its next version.",
    )
    return answer(request, form, page=page, do=do)
