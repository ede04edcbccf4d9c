"""Who becomes a subject of an enquiry, and which pieces a contact brings. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.enquiries.triage.practice import PracticeArea
from openmash.enquiries.triage.wording import CENTRE_PARTS, Named
from openmash.policy import Remit

CENTRE_WORDS_LETTERS = 300
LIVES_IN_OR_AROUND = ("yes", "comes_and_goes")
UNKNOWN_AREA = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One part of a contact as a piece: what, of which kind, and where in the picture it lands."""

    what: str = field(repr=False)
    kind: str
    place: str
    is_first_hand: bool = False


def part_in_enquiry(person: Named, *, lives_there: str, area: PracticeArea | None, on: date) -> str:
    """Return which part somebody of a contact plays in its enquiry; blank if none.

    A child in the household of an adult victim of domestic abuse is a victim in their own
    right, and so a subject. Somebody else is taken in where they live in or around the home.
    Source: DAA2021-S3
    """
    is_victim_too = area is not None and area.children_are_victims
    if is_victim_too and person.part in ("household", "other") and person.is_under_age(on=on):
        return "child"
    if person.part == "other":
        return "household" if lives_there in LIVES_IN_OR_AROUND else ""
    return person.part


def remits_of(parts: Sequence[str], *, contact_remits: Sequence[str]) -> list[str]:
    """Return whose safety an enquiry is about: as the contact, and children who became subjects."""
    remits = set(contact_remits)
    if "child" in parts:
        remits.add(Remit.CHILDREN.value)
    return [remit.value for remit in Remit if remit.value in remits]


def pieces_of(
    *,
    seen: str,
    told: str,
    opinion: str,
    voice: str,
    history: str,
    done_so_far: str,
    area: PracticeArea,
    is_about_child: bool,
) -> list[Said]:
    """Return what a contact says, as pieces: fact, report, opinion and own words kept apart."""
    place = area.place_child if is_about_child else area.place_adult
    said = [
        Said(what=voice, kind="own_words", place=place, is_first_hand=True),
        Said(what=seen, kind="fact", place=place, is_first_hand=True),
        Said(what=told, kind="reported", place=place),
        Said(what=opinion, kind="opinion", place=place),
        Said(what=history, kind="reported", place="help_so_far"),
        Said(what=done_so_far, kind="fact", place="help_so_far", is_first_hand=True),
    ]
    return [piece for piece in said if piece.what.strip()]


def whose_voice(voice_of: str, *, names: Sequence[tuple[int, str, str]]) -> int | None:
    """Return whose own words a contact carries: the position of the subject they belong to.

    `names` are positions with names and parts. A name that fits, else the only child or adult
    at risk there is; otherwise nobody, rather than the wrong child.
    """
    spoken = {word.lower() for word in voice_of.replace(",", " ").split()}
    fitting = [pos for pos, name, _ in names if spoken & {w.lower() for w in name.split()[:1]}]
    if len(fitting) == 1:
        return fitting[0]
    centre = [pos for pos, _, part in names if part in CENTRE_PARTS]
    return centre[0] if len(centre) == 1 and not fitting else None
