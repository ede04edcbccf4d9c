"""Tags for pages of every room: a text with its words explained, and a look at one's own words."""

from collections.abc import Iterator
from itertools import count

from django import template
from django.forms import Form
from django.http import HttpRequest
from django.template import Context
from django.template.defaultfilters import linebreaksbr
from django.template.loader import get_template
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString, mark_safe

from openmash.handbook import addresses, readers
from openmash.handbook.lexicon import looking
from openmash.handbook.lexicon.marking import Marking

register = template.Library()


@register.simple_tag(takes_context=True)
def understood(context: Context, text: object, *, by: str = "", agency: str = "") -> SafeString:
    """Show a text with its words explained to who reads it, in their own agency's terms.

    `by` is the sector of who wrote it, or `agency` the code of their agency: where they mean
    something else than the reader would, it says so. Line ends are kept.
    """
    request = context.get("request")
    marking = Marking(
        reader=_reader(request),
        writer=by or _sector_of(agency, request=request),
        next_id=lambda: f"lex-{next(_numbers(request))}",
    )
    shown = linebreaksbr(marking.text(str(text or "")), autoescape=False)
    return mark_safe(shown + marking.boxes())


def _reader(request: HttpRequest | None) -> str:
    """Return the sector of who reads, asked once a request."""
    if request is None:
        return ""
    if not hasattr(request, "lexicon_reader"):
        request.lexicon_reader = readers.sector_for(getattr(request, "viewer", None))
    return request.lexicon_reader


def _sector_of(code: str, *, request: HttpRequest | None) -> str:
    """Return the sector of an agency; all are asked for at once, once a request."""
    if not code or request is None:
        return ""
    if not hasattr(request, "lexicon_sectors"):
        request.lexicon_sectors = readers.sectors_of_agencies()
    return request.lexicon_sectors.get(code, "")


def _numbers(request: HttpRequest | None) -> Iterator[str]:
    """Return ids that no other mark of the page has; a fragment's begin with letters of its own."""
    if request is None:
        return iter([get_random_string(8)])
    if not hasattr(request, "lexicon_numbers"):
        own = f"{get_random_string(4)}-" if getattr(request, "htmx", False) else "t"
        request.lexicon_numbers = (f"{own}{number}" for number in count(1))
    return request.lexicon_numbers


@register.simple_tag(takes_context=True)
def say_it_plainly(context: Context, form: Form, *, fields: str, then: str = "") -> SafeString:
    """Offer a look through one's own words, within the form that they stand in.

    `fields` are the names of its texts: never those of a child's or adult's own words. The page
    that looks them through sends the form back to where it stands, with `then` (`go=here`) in it.
    """
    names = [name for name in fields.split() if name in form.fields]
    if not names:
        return mark_safe("")
    labels = "|".join(f"{form[one].html_name}={_label(form, one)}" for one in names)
    request = context.get("request")
    return mark_safe(
        get_template("handbook/lexicon/_ask.html").render(
            {
                "fields": labels,
                "then": then,
                "back": context.get("sheet_action") or (request.path if request else ""),
                "names": {"fields": looking.FIELDS, "back": looking.BACK, "then": looking.THEN},
                "own_address": addresses.say_it_plainly(),
            }
        )
    )


def _label(form: Form, name: str) -> str:
    return str(form[name].label or name).replace("|", " ").replace("=", " ")
