"""Files that go with a worry: taken in, taken out, and downloaded, never shown in the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openmash.contacts import access, actions, scanning
from openmash.contacts.attachments import ACCEPTED, MOST_BYTES, MOST_FILES, check_file
from openmash.contacts.views.flow import beside_page, writing
from openmash.contacts.views.opening import for_draft
from openmash.errors import BadInput, RuleBroken


@require_http_methods(["GET", "POST"])
@for_draft
def files(request: HttpRequest, draft: object, *, key: str) -> HttpResponse:
    """Show the files of a draft, and add some: those that can be taken are, the rest are named."""
    errors = _add(request, draft) if request.method == "POST" else []
    if request.method == "POST" and not errors:
        return redirect("contacts:files", key=key)
    now = writing(draft, key=key)
    context = beside_page(now, "files") | {
        "errors": [{"text": words, "href": "#id_file"} for words in errors],
        "error": " ".join(errors),
        "files": shown_files(draft.files.defer("content").order_by("pk")),
        "accepted": ACCEPTED,
        "most": MOST_FILES,
        "next_url": now.url("check"),
    }
    return render(request, "contacts/files.html", context, status=422 if errors else 200)


def _add(request: HttpRequest, draft: object) -> list[str]:
    posted = request.FILES.getlist("file")
    if not posted:
        return ["Choose a file, or go on without one"]
    errors = []
    for file in posted:
        try:
            # Read no more than tells that it is too large.
            checked = check_file(file.name, content=file.read(MOST_BYTES + 1))
            scan = scanning.scan(checked.content)
            actions.add_file(draft, checked, scan=scan, at=timezone.now())
        except (BadInput, RuleBroken) as refused:
            errors.append(str(refused))
    return errors


def shown_files(found) -> list[dict[str, object]]:
    """Return files as a page lists them."""
    return [
        {
            "id": file.pk,
            "name": file.name,
            "kilobytes": max(1, round(file.size_bytes / 1024)),
            "scan": scanning.SCAN_WORDS.get(file.scan, file.scan),
        }
        for file in found
    ]


@require_POST
@for_draft
def remove_file(request: HttpRequest, draft: object, *, key: str, file: int) -> HttpResponse:
    """Take a file out of a draft."""
    actions.remove_file(draft, file, at=timezone.now())
    return redirect("contacts:files", key=key)


@require_GET
def download(request: HttpRequest, reference: str, file: int) -> HttpResponse:
    """Hand out a file to keep, never to show: no browser may guess what it is or run it."""
    found = access.get_attachment(reference, file, viewer=request.viewer)
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
