"""When two pieces of HTML are the same to a browser: order of attributes and blanks set aside."""

import json
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

FIXTURES = Path(__file__).parent / "fixtures"


def published(component: str, example: str) -> str:
    """Return the HTML that GOV.UK Frontend publishes for an example of a component."""
    fixtures = json.loads((FIXTURES / f"{component}.json").read_text(encoding="utf-8"))["fixtures"]
    return next(fixture["html"] for fixture in fixtures if fixture["name"] == example)


def shape(html: str) -> list[object]:
    """Return HTML as nested lists: names, sorted attributes, words."""
    return _children(BeautifulSoup(html, "html.parser"))


def _children(node: Tag) -> list[object]:
    shaped = [_shape(child) for child in node.children]
    return [child for child in shaped if child is not None]


def _shape(node: object) -> object:
    if isinstance(node, Tag):
        attributes = sorted((name, _value(value)) for name, value in node.attrs.items())
        return [node.name, attributes, _children(node)]
    if isinstance(node, NavigableString):
        return " ".join(node.split()) or None
    return None


def _value(value: object) -> object:
    return sorted(value) if isinstance(value, list) else " ".join(str(value).split())
