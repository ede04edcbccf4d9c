"""What every page's frame needs: the partnership, who is looking, and the way round."""

from django.urls import NoReverseMatch, reverse

from openmash.agencies.access import partnership
from openmash.agencies.wording import ROLE_WORDS
from openmash.policy import Permission, Role

# label, URL name, the permission that shows it (None: everyone who is signed in)
NAVIGATION = (
    ("Your work", "home", None),
    ("Say a worry", "contacts:start", Permission.CONTACT_SAY),
    ("Enquiries", "enquiries:list", Permission.ENQUIRY_READ),
    ("People", "people:list", Permission.PERSON_READ),
    ("Requests", "requests:inbox", Permission.REQUEST_ANSWER),
    ("Shared with you", "products:inbox", Permission.PRODUCT_RECEIVE),
    ("Instruments", "instruments:gallery", None),
    ("Handbook", "handbook:contents", None),
    ("Who looked", "audit:list", Permission.AUDIT_READ),
    ("Partnership", "partnership:home", None),
)


def page_frame(request) -> dict[str, object]:
    """Return the partnership, the viewer's label and their navigation, for every page."""
    viewer = getattr(request, "viewer", None)
    here = partnership()
    frame: dict[str, object] = {
        "partnership": here,
        "practice": bool(here and here.is_practice),
        "viewer": viewer,
        "viewer_label": "",
        "nav": [],
        "footer": [
            {"label": "Handbook", "url": reverse("handbook:contents")},
            {"label": "Ask the handbook", "url": reverse("handbook:search")},
            {"label": "Accessibility", "url": reverse("accessibility")},
            {"label": "Privacy, and who looks", "url": reverse("privacy")},
        ],
    }
    if viewer is not None and viewer.id:
        frame["viewer_label"] = f"{viewer.name}, {_role_words(viewer)}"
        frame["nav"] = _navigation(viewer, path=request.path)
    return frame


def _role_words(viewer) -> str:
    words = [ROLE_WORDS[role] for role in Role if role in viewer.roles]
    return " and ".join(words[:2]) or "no role yet"


def _navigation(viewer, *, path: str) -> list[dict[str, object]]:
    entries = []
    for label, name, permission in NAVIGATION:
        if permission is not None and permission not in viewer.permissions:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        is_here = path == url if url == "/" else path.startswith(url)
        entries.append({"label": label, "url": url, "current": is_here})
    return entries
