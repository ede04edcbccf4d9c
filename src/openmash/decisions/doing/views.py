"""One's own actions: the list, and one that is done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from openmash.decisions.doing import access, actions
from openmash.decisions.doing.forms import DoneForm
from openmash.handbook.beside import beside

PER_PAGE = 25


@login_required
@require_GET
def own_list(request):
    """Show what the viewer is named to do, what is due first."""
    is_open = request.GET.get("show") == "open"
    rows = access.own_actions(viewer=request.viewer)
    found = Paginator(rows.filter(done_at=None) if is_open else rows, PER_PAGE)
    keep = "&show=open" if is_open else ""
    page = found.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "choices": [
            {"label": "To do", "url": "?show=open", "current": is_open},
            {"label": "All", "url": "?", "current": not is_open},
        ],
        "previous": f"?page={page.previous_page_number()}{keep}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}{keep}" if page.has_next() else "",
        "waiting": access.actions_waiting(viewer=request.viewer),
        "today": timezone.localdate(),
        "beside_actions": beside("decision.actions"),
    }
    return render(request, "decisions/actions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def one_action(request, pk):
    """Show one action, and let its owner or the hub say that it is done."""
    action = access.get_action(pk, viewer=request.viewer)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.finish_action(
            action, note=form.cleaned_data["note"], by=request.viewer, at=timezone.now()
        )
        messages.success(request, "Done, with your note. Whoever holds the risk can read it.")
        return redirect("decisions:action", pk=pk)
    context = {
        "action": action,
        "form": form,
        "today": timezone.localdate(),
        "beside_actions": beside("decision.actions"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "decisions/action.html", context, status=status)
