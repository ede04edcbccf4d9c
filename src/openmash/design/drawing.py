"""How a component becomes HTML: one template each, and attributes written safely."""

from collections.abc import Mapping

from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe


def draw(component: str, **context: object) -> SafeString:
    """Return a component's template filled in, without the line break at the end of its file.

    The break would show as a space between a component and the full stop after it.
    """
    return mark_safe(get_template(f"design/{component}.html").render(context).strip())


def attributes(attrs: Mapping[str, object]) -> SafeString:
    """Return HTML attributes with a space before each, from the keyword arguments of a tag.

    `hx_get` becomes `hx-get`, since a keyword has no hyphen. True gives a bare attribute, None
    and False none. A `style` is refused: the hub's Content-Security-Policy would drop it unseen.
    """
    named = {name.replace("_", "-"): value for name, value in attrs.items() if value is not None}
    if "style" in named:
        raise ValueError("Components take no style attribute: give the rule a class instead.")
    return flatatt(named)


def described_by(*ids: str) -> str:
    """Return the ids that are there, for aria-describedby, in the order they stand on the page."""
    return " ".join(part for part in ids if part)


def inside(content: str) -> SafeString:
    """Return what stands inside a block tag without the white space around it, still markup.

    `str.strip` on safe markup gives a plain string, which the next template would escape.
    """
    return SafeString(content.strip())
