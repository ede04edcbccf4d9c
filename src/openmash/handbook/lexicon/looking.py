"""A form on its way past the lexicon: which of its texts are looked through, what was taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from openmash.handbook.lexicon.plainer import Offer, offers

# What the page adds to the form that it looks through. None of it goes back with the form.
FIELDS, BACK, THEN, PRESSED, LEFT = (
    "plainly_fields", "plainly_back", "plainly_then", "plainly", "plainly_left",
)  # fmt: skip
OWN = {FIELDS, BACK, THEN, PRESSED, LEFT, "csrfmiddlewaretoken"}
# A text pasted here by itself, with no form behind it.
PASTED = "words"
LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One text of a form with what is offered for it."""

    name: str
    label: str
    text: str = field(repr=False)
    offers: Sequence[Offer] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as it was sent: its texts, everything else that goes back with it, and where to."""

    texts: Mapping[str, str] = field(repr=False)
    labels: Mapping[str, str] = field(default_factory=dict)
    rest: Sequence[tuple[str, str]] = field(default=(), repr=False)
    back: str = ""
    then: tuple[str, str] | None = None
    left: frozenset[str] = frozenset()
    writer: str = ""

    def looked(self) -> list[Looked]:
        """Return every text that says something, with its offers but for those left as they are."""
        return [
            Looked(
                name=name,
                label=self.labels.get(name, ""),
                text=text,
                offers=[one for one in offers(text, writer=self.writer)
                        if one.said.lower() not in self.left],
            )
            for name, text in self.texts.items()
            if text.strip()
        ]  # fmt: skip


def form_of(posted: QueryDict, *, writer: str) -> Form:
    """Return the form that was sent to be looked through, with what was pressed on it done."""
    labels = _labels(posted.get(FIELDS, ""))
    names = list(labels) or [PASTED]
    rest = [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name not in OWN and name not in names
    ]
    name, _, value = posted.get(THEN, "").partition("=")
    found = Form(
        texts={one: _one_line_end(posted.get(one, ""))[:LONGEST] for one in names},
        labels=labels,
        rest=rest if labels else (),
        back=_local(posted.get(BACK, "")),
        then=(name, value) if name else None,
        left=frozenset(word for word in posted.getlist(LEFT) if word),
        writer=writer,
    )
    return _pressed(found, posted.get(PRESSED, ""))


def _pressed(form: Form, pressed: str) -> Form:
    """Return the form with one wording taken or left: "take seen 12 0", "leave seen 12"."""
    what, _, rest = pressed.partition(" ")
    parts = rest.split()
    if what not in ("take", "leave") or len(parts) < 2 or not all(map(str.isdigit, parts[1:])):
        return form
    name, start = parts[0], int(parts[1])
    looked = next((one for one in form.looked() if one.name == name), None)
    offer = next((one for one in looked.offers if one.start == start), None) if looked else None
    if offer is None:
        return form
    if what == "leave":
        return replace(form, left=form.left | {offer.said.lower()})
    choice = int(parts[2]) if len(parts) > 2 else 0
    if choice >= len(offer.wordings):
        return form
    text = offer.taken(form.texts[name], wording=offer.wordings[choice])
    return replace(form, texts={**form.texts, name: text})


def _labels(fields: str) -> dict[str, str]:
    """Return the names of a form's texts with what the page calls each: "seen=What did you see"."""
    pairs = (line.partition("=") for line in fields.split("|") if line)
    return {name: label for name, _, label in pairs}


def _local(address: str) -> str:
    """Return an address of this hub, or nothing: a form is never sent on to elsewhere."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours else ""


def _one_line_end(text: str) -> str:
    """Return a text with the line ends that its page counts by."""
    return text.replace("\r\n", "\n")
