"""An agency's own page, and an administrator's forms for agencies and teams."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.agencies import access, actions
from openmash.agencies.access import lines
from openmash.agencies.forms import AgencyForm, TeamForm
from openmash.agencies.kinds import kind_titles
from openmash.agencies.views.form_page import FormPage, answer, posted
from openmash.agencies.wording import role_in_words
from openmash.handbook import beside


@login_required
@require_GET
def agency(request, code):
    """Show one agency: whom to call, who works there, what it holds and what it agreed."""
    found, now = access.get_agency(code), timezone.now()
    may_administer = bool(policy.may_administer(request.viewer))
    people = access.people_of(found, with_closed=may_administer)
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": found,
            "kind": found.kind_label or kind_titles().get(found.kind, ""),
            "line": lines.agency_line(found, here=access.partnership(), now=now),
            "teams": found.teams.order_by("name"),
            "people": [(one, _roles_of(one)) for one in people],
            "agreements": lines.agreement_lines(found, today=timezone.localdate(now)),
            "may_administer": may_administer,
            "may_keep_agreements": bool(policy.may_keep_agreements(request.viewer)),
            "paragraph": beside("partnership.agency"),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def add(request):
    """Add a partner body."""
    access.require_administrator(request.viewer)
    form = AgencyForm(posted(request))

    def do(form) -> str:
        made = actions.add_agency(fields=form.written(), by=request.viewer, at=timezone.now())
        return reverse("partnership:agency", args=[made.code])

    page = FormPage(
        heading="Add an agency",
        caption="Partnership",
        back=reverse("partnership:home"),
        back_words="Back to the partnership",
        button="Add the agency",
        beside="partnership.add_agency",
        done="The agency is in the partnership now.",
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_http_methods(["GET", "POST"])
def change(request, code):
    """Change how an agency is reached and what it holds."""
    access.require_administrator(request.viewer)
    found = access.get_agency(code)
    form = AgencyForm(posted(request), agency=found)

    def do(form) -> str:
        actions.change_agency(found, fields=form.written(), by=request.viewer, at=timezone.now())
        return reverse("partnership:agency", args=[found.code])

    page = FormPage(
        heading="Change this agency",
        caption=found.name,
        back=reverse("partnership:agency", args=[found.code]),
        back_words="Back to the agency",
        button="Save, checked today",
        beside="partnership.add_agency",
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_http_methods(["GET", "POST"])
def add_team(request, code):
    """Add a team to an agency."""
    access.require_administrator(request.viewer)
    found = access.get_agency(code)
    form = TeamForm(posted(request), agency=found)

    def do(form) -> str:
        actions.add_team(found, fields=form.cleaned_data, by=request.viewer, at=timezone.now())
        return reverse("partnership:agency", args=[found.code])

    return answer(request, form, page=_team_page(found, heading="Add a team"), do=do)


@login_required
@require_http_methods(["GET", "POST"])
def change_team(request, team):
    """Change a team's name or number."""
    access.require_administrator(request.viewer)
    found = access.get_team(team)
    form = TeamForm(posted(request), agency=found.agency, team=found)

    def do(form) -> str:
        actions.change_team(found, fields=form.cleaned_data, by=request.viewer, at=timezone.now())
        return reverse("partnership:agency", args=[found.agency.code])

    return answer(request, form, page=_team_page(found.agency, heading="Change this team"), do=do)


def _team_page(agency, *, heading: str) -> FormPage:
    return FormPage(
        heading=heading,
        caption=agency.name,
        back=reverse("partnership:agency", args=[agency.code]),
        back_words="Back to the agency",
        button="Save the team",
        beside="partnership.team",
    )


def _roles_of(practitioner) -> list[str]:
    return [role_in_words(grant.role, remit=grant.remit) for grant in practitioner.holding]
