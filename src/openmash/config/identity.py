"""Tell the database who is asking, in every request's one transaction.

Without an identity a query returns nothing. The identity is only a key: which agency, roles
and remits it stands for the database reads from its own tables, so that a mistake in a view
cannot make anybody more than they are.
"""

from django.contrib.auth import SESSION_KEY
from django.db import transaction

from openmash import firewall
from openmash.agencies.access import viewer_for
from openmash.policy import Service, Viewer

DRAFT_COOKIE = "openmash_draft"


class Firewall:
    """Open the request's transaction and set its identity before anything else is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/static/") or request.path == "/healthz":
            return self.get_response(request)
        with transaction.atomic():
            viewer_id = int(request.session.get(SESSION_KEY) or 0)
            firewall.identify(viewer_id=viewer_id, service=_service(request, viewer_id))
            response = self.get_response(request)
            if getattr(request, "is_rolled_back", False):
                transaction.set_rollback(True)
        return response


class WhoIsAsking:
    """Give every request its viewer: who is asking, as policy knows them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            request.viewer = viewer_for(user)
        else:
            request.viewer = Viewer(id=0, agency=0, service=Service.FRONT_DOOR)
        return self.get_response(request)

    def process_exception(self, request, exception):
        request.is_rolled_back = True


def _service(request, viewer_id: int) -> Service | None:
    """Return the service a request without an account acts as: signing in, or the front door."""
    if viewer_id:
        return None
    return Service.SIGN_IN if request.path.startswith("/accounts/") else Service.FRONT_DOOR
