"""An administrator's pages of people: their account, their link, their roles."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.agencies import access, actions, rules
from openmash.agencies.access import lines
from openmash.agencies.forms import CloseAccountForm, EndRoleForm, GrantForm, PractitionerForm
from openmash.agencies.views.form_page import FormPage, answer, posted
from openmash.agencies.wording import role_in_words
from openmash.handbook import beside
from openmash.policy import Remit, Role

LINK_SENT = "The link is on its way. It works once, for three days."


@login_required
@require_GET
def person(request, pk):
    """Show an administrator somebody's account and every role they held."""
    found, now = access.get_practitioner(pk, viewer=request.viewer), timezone.now()
    today = timezone.localdate(now)
    return render(
        request,
        "agencies/person.html",
        {
            "person": found,
            "is_self": found.pk == request.viewer.id,
            "grants": [lines.grant_line(grant, today=today) for grant in found.grants.all()],
            "is_dormant": rules.is_dormant(found.last_login, now=now),
            "has_mail": bool(settings.EMAIL_HOST),
            "paragraph": beside("partnership.role"),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def add(request, code):
    """Make an account for somebody who works in an agency, and send them their link."""
    access.require_administrator(request.viewer)
    agency = access.get_agency(code)
    form = PractitionerForm(posted(request), agency=agency)

    def do(form) -> str:
        made = actions.add_practitioner(
            agency, fields=form.cleaned_data, by=request.viewer, at=timezone.now()
        )
        return reverse("partnership:person", args=[made.pk])

    page = FormPage(
        heading="Add somebody who works here",
        caption=agency.name,
        lead="Signing in alone permits nothing. Grant them a role on the next page.",
        back=reverse("partnership:agency", args=[agency.code]),
        back_words="Back to the agency",
        button="Make the account and send the link",
        beside="partnership.practitioner",
        done=LINK_SENT,
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """Change somebody's name, job, number or team."""
    found = access.get_practitioner(pk, viewer=request.viewer)
    form = PractitionerForm(posted(request), agency=found.agency, practitioner=found)

    def do(form) -> str:
        actions.change_practitioner(
            found, fields=form.cleaned_data, by=request.viewer, at=timezone.now()
        )
        return reverse("partnership:person", args=[found.pk])

    page = _page_of(
        found, heading="Change this account", button="Save", beside="partnership.practitioner"
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_POST
def invite(request, pk):
    """Send somebody a new link by which they choose their password."""
    found = access.get_practitioner(pk, viewer=request.viewer)
    actions.invite(found, by=request.viewer, at=timezone.now())
    messages.success(request, LINK_SENT)
    return redirect("partnership:person", pk=found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def grant(request, pk):
    """Grant somebody a role from a day."""
    found = access.get_practitioner(pk, viewer=request.viewer)
    form = GrantForm(posted(request), initial={"from_on": timezone.localdate()})

    def do(form) -> str:
        given = form.cleaned_data
        actions.grant_role(
            found,
            role=Role(given["role"]),
            remit=Remit(given["remit"]) if given["remit"] else None,
            from_on=given["from_on"],
            until_on=given["until_on"],
            why=given["why"],
            by=request.viewer,
            at=timezone.now(),
        )
        return reverse("partnership:person", args=[found.pk])

    page = _page_of(
        found, heading="Grant a role", button="Grant the role", beside="partnership.role"
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_http_methods(["GET", "POST"])
def end_role(request, pk):
    """End one role, at once or after a day."""
    held = access.get_grant(pk, viewer=request.viewer)
    form = EndRoleForm(posted(request))

    def do(form) -> str:
        given = form.cleaned_data
        actions.end_role(
            held,
            last_on=given["last_on"],
            why=given["why"],
            by=request.viewer,
            at=timezone.now(),
        )
        return reverse("partnership:person", args=[held.practitioner_id])

    page = _page_of(
        held.practitioner,
        heading="End a role",
        lead=f"The role: {role_in_words(held.role, remit=held.remit)}.",
        button="End the role",
        beside="partnership.end_role",
        is_serious=True,
        done="The role has its end.",
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_http_methods(["GET", "POST"])
def close(request, pk):
    """Close the account of somebody who left."""
    found = access.get_practitioner(pk, viewer=request.viewer)
    form = CloseAccountForm(posted(request))

    def do(form) -> str:
        actions.close_account(found, by=request.viewer, at=timezone.now())
        return reverse("partnership:person", args=[found.pk])

    page = _page_of(
        found,
        heading="Close this account",
        lead="They are signed out at once, and every role they hold ends. "
        "What they wrote stays as they wrote it.",
        button="Close the account",
        beside="partnership.end_role",
        is_serious=True,
        done="The account is closed.",
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_POST
def reopen(request, pk):
    """Open somebody's account again, without its roles."""
    found = access.get_practitioner(pk, viewer=request.viewer)
    actions.open_account(found, by=request.viewer, at=timezone.now())
    return redirect("partnership:person", pk=found.pk)


def _page_of(practitioner, **page) -> FormPage:
    return FormPage(
        caption=practitioner.agency.name,
        back=reverse("partnership:person", args=[practitioner.pk]),
        back_words="Back to the account",
        **page,
    )
