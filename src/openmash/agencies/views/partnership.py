"""The partnership as everybody in it sees it, and what an administrator keeps of it."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash import policy
from openmash.agencies import access, actions, wording
from openmash.agencies.access import lines
from openmash.agencies.forms import PartnershipForm
from openmash.agencies.views.form_page import FormPage, answer, posted
from openmash.errors import NotVisible
from openmash.handbook import beside
from openmash.policy import PERMISSIONS, Permission, Role


@login_required
@require_GET
def home(request):
    """Show who is in the partnership, whom to call, and whether anybody is there now."""
    here, now = access.partnership(), timezone.now()
    viewer = request.viewer
    return render(
        request,
        "agencies/home.html",
        {
            "hub": lines.hub_line(here, now=now) if here else None,
            "sectors": lines.sector_lines(access.agencies_by_sector(), here=here, now=now),
            "left": access.agencies_by_sector(is_active=False),
            "may_administer": bool(policy.may_administer(viewer)),
            "may_see_figures": bool(policy.may_see_figures(viewer)),
            "paragraph": beside("partnership.home"),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def change(request):
    """Change the hub's name, hours and who stands in outside them."""
    access.require_administrator(request.viewer)
    here = access.partnership()
    if here is None:
        raise NotVisible("This hub has not been set up yet.")
    fields = ("name", "area", "out_of_hours", "out_of_hours_phone")
    form = PartnershipForm(
        posted(request),
        initial={name: getattr(here, name) for name in fields},
        hours=here.opening_hours,
    )
    home_url = reverse("partnership:home")

    def do(form) -> str:
        actions.change_partnership(
            here, fields=form.written(), by=request.viewer, at=timezone.now()
        )
        return home_url

    page = FormPage(
        heading="Change the hub’s hours",
        caption="Partnership",
        back=home_url,
        back_words="Back to the partnership",
        button="Save",
        beside="partnership.hours",
    )
    return answer(request, form, page=page, do=do)


@login_required
@require_GET
def who_may(request):
    """Show what each role may do, made from the rules themselves."""
    return render(
        request,
        "agencies/who_may.html",
        {
            "roles": [(wording.ROLE_WORDS[role], wording.ROLE_MEANINGS[role]) for role in Role],
            "head": ["What", *(wording.ROLE_WORDS[role].capitalize() for role in Role)],
            "rows": _matrix(),
            "paragraph": beside("partnership.who_may"),
        },
    )


@login_required
@require_GET
def who_may_csv(request):
    """Give the same table as a file, so that two releases can be compared."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who-may.csv"'
    writer = csv.writer(response)
    writer.writerow(["permission", *(role.value for role in Role)])
    for permission in Permission:
        allowed = ["yes" if permission in PERMISSIONS[role] else "" for role in Role]
        writer.writerow([permission.value, *allowed])
    return response


def _matrix() -> list[tuple[str, list[tuple[str, bool]]]]:
    return [
        (
            wording.PERMISSION_WORDS[permission],
            [(wording.ROLE_WORDS[role], permission in PERMISSIONS[role]) for role in Role],
        )
        for permission in Permission
    ]
