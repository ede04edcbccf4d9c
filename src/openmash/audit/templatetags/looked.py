"""Say on the record itself who looked at it."""

from django import template

from openmash.audit.access import looks_at

register = template.Library()


@register.inclusion_tag("audit/looked.html")
def who_looked(reference: str, *, href: str = ""):
    """Show how many looked at what is open on this page, and who did last.

    The page has opened the reference for its viewer already. `href` leads to all looks.
    """
    return {"looks": looks_at(reference), "href": href}
