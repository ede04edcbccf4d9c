"""Two pages that anybody may read: who looks at what is kept, and how usable the pages are."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from openmash.agencies import access


@require_GET
def privacy(request):
    """Say who looks, what is kept and how long, and whom to ask, as the product does it."""
    return render(request, "agencies/privacy.html", {"here": access.partnership()})


@require_GET
def accessibility(request):
    """Say how the pages were checked, what does not work yet, and whom to tell."""
    return render(request, "agencies/accessibility.html", {"here": access.partnership()})
