"""The tour, and going on as somebody else: in a practice hub alone."""

from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from openmash import firewall
from openmash.demo.sign_ins import DEMO_PASSWORD, DEMO_SIGN_INS
from openmash.demo.touring import access
from openmash.demo.touring.steps import State, path_of, steps, written
from openmash.policy import Service

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_GET
@never_cache
def tour(request):
    """Show the steps, how far the newcomer's own worry has come, and who may be played."""
    traces = access.traces()
    players = access.players()
    shown = [
        {"step": step, "who": players.get(step.who)}
        for step in steps(traces)
        if step.who in players
    ]
    example = written()["example"]
    context = {
        "rows": shown,
        "done": sum(row["step"].state is State.DONE for row in shown),
        "countable": sum(row["step"].state is not State.LOOK for row in shown),
        "example": {**example, "path": path_of(example["link"], traces=traces)},
        "example_who": players.get(example["as"]),
        "sign_ins": [
            {"label": label, "short": email.partition("@")[0], "person": person, "email": email}
            for label, email in DEMO_SIGN_INS.items()
            if (person := players.get(email.partition("@")[0])) is not None
        ],
        "password": DEMO_PASSWORD,
        "now_as": request.viewer.id,
    }
    return render(request, "demo/tour.html", context)


@require_POST
def play(request):
    """Go on as somebody else, and to the page where their step is."""
    person = access.player(request.POST.get("who", ""))
    with firewall.acting_as(Service.SIGN_IN):
        login(request, person, backend=BACKEND)
    wanted = request.POST.get("next", "/")
    is_here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_here and wanted.startswith("/") else "/")
