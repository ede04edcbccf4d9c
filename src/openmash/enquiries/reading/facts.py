"""Turn the rows of an enquiry into its jigsaw. Reads rows, asks the database nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from openmash.enquiries.jigsaw import Board, PieceFact, build_board, theme_codes
from openmash.enquiries.reading.naming import agency_ref, ref_of
from openmash.enquiries.reading.people import adults_of, people_of
from openmash.enquiries.reading.seats import seats_of
from openmash.enquiries.reading.seen import sightings_of
from openmash.enquiries.reading.standing import hub_knew_on, is_significant, is_taken_back

STRAY_THEME = "help_so_far"  # a piece under a theme no picture knows is shown, never lost
HANDLING = {"gist": "Only the gist may leave the hub", "meeting_only": "For the meeting only"}


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The rows of one enquiry that its viewer may see, as they came from the database."""

    subjects: Sequence = field(repr=False)
    requests: Sequence = field(repr=False)
    pieces: Sequence = field(repr=False)
    contacts: Sequence = field(default=(), repr=False)
    asked_about: Sequence = field(default=(), repr=False)
    suggested: Sequence = field(default=(), repr=False)


def board_of(gathered: Gathered, *, middle: str = "", as_of: date, now: datetime) -> Board | None:
    """Return the jigsaw with one person in the middle; None where there is nobody to put there.

    `middle` is a reference; one that nobody has puts the first person there.
    """
    today, zone = now.date(), now.tzinfo
    pieces = [row for row in gathered.pieces if hub_knew_on(row, zone=zone) <= as_of]
    people = people_of(gathered.subjects, pieces=pieces, contacts=gathered.contacts, today=today)
    if not people:
        return None
    subject = next((person for person in people if person.ref == middle), people[0])
    refs = {row.pk: ref_of(row) for row in gathered.subjects}
    return build_board(
        subject,
        pieces=[piece_fact(row, refs=refs, zone=zone) for row in pieces],
        seats=seats_of(gathered.requests, pieces=pieces, suggested=gathered.suggested),
        sightings=sightings_of(
            gathered.subjects, pieces=pieces, contacts=gathered.contacts, refs=refs
        ),
        adults=adults_of(gathered.subjects, asked_about=gathered.asked_about, today=today),
        as_of=as_of,
        now=now,
        others=[person for person in people if person.ref != subject.ref],
    )


def piece_fact(piece, *, refs: Mapping[int, str], zone: tzinfo) -> PieceFact:
    """Return one piece as the jigsaw reads it."""
    says = [(each.agency.code, each.says) for each in piece.corroborations.all()]
    return PieceFact(
        ref=str(piece.pk),
        place=piece.place if piece.place in theme_codes() else STRAY_THEME,
        about=tuple(sorted(refs[a.subject_id] for a in piece.about.all() if a.subject_id in refs)),
        what=piece.what.strip() or "(nothing written)",
        happened_on=piece.happened_on,
        happened_precision=piece.happened_precision or "day",
        known_on=min(piece.known_on, hub_knew_on(piece, zone=zone)),
        agency=agency_ref(piece),
        sector=piece.agency.sector if piece.agency else "",
        kind=piece.kind,
        handling=HANDLING.get(piece.restriction, ""),
        grade=piece.grade,
        corroborated_by=tuple(code for code, said in says if said == "same"),
        contradicted_by=tuple(code for code, said in says if said != "same"),
        first_hand=piece.is_first_hand,
        is_significant=is_significant(piece),
        is_withdrawn=is_taken_back(piece),
    )
