"""Turn pieces, contacts and decisions into the entries of the chronology. Pure."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from openmash.design.quoting import quoted
from openmash.enquiries.jigsaw import PieceKind, theme_codes
from openmash.enquiries.jigsaw.places import ADULTS, CHILDREN, picture_on_the_box
from openmash.enquiries.jigsaw.table import KIND_WORDS
from openmash.enquiries.reading.chronology import Entry
from openmash.enquiries.reading.facts import HANDLING, STRAY_THEME, Gathered
from openmash.enquiries.reading.naming import HUB, agency_ref, ref_of, said_by
from openmash.enquiries.reading.standing import hub_knew_on, is_significant, is_taken_back


def theme_titles() -> dict[str, str]:
    """Return what each theme is called, by its code: the places of both pictures."""
    return {
        place.code: place.title
        for code in (ADULTS, CHILDREN)
        for place in picture_on_the_box(code).places
    }


def entries_of(
    gathered: Gathered, *, decisions: Iterable, enquiry: str, zone: tzinfo
) -> list[Entry]:
    """Return every entry of an enquiry's chronology; `enquiry` is its reference."""
    refs = {row.pk: ref_of(row) for row in gathered.subjects}
    return [
        *(piece_entry(row, refs=refs, enquiry=enquiry, zone=zone) for row in gathered.pieces),
        *(contact_entry(row, zone=zone) for row in gathered.contacts),
        *(decision_entry(row, enquiry=enquiry, zone=zone) for row in decisions),
    ]


def piece_entry(piece, *, refs: Mapping[int, str], enquiry: str, zone: tzinfo) -> Entry:
    """Return one piece as an entry, with the reason for its mark where a person marked it."""
    about = tuple(sorted(refs[a.subject_id] for a in piece.about.all() if a.subject_id in refs))
    first_hand = ", first hand" if piece.is_first_hand else ""
    return Entry(
        key=f"piece-{piece.pk:09d}",
        happened_on=piece.happened_on or piece.known_on,
        precision=piece.happened_precision if piece.happened_on else "day",
        until_on=piece.happened_until_on,
        is_undated=piece.happened_on is None,
        what=quoted(piece.what) if piece.kind == "own_words" else piece.what,
        note=why_significant(piece),
        agency=agency_ref(piece),
        says=said_by(piece),
        kind=f"{KIND_WORDS[PieceKind(piece.kind)]}{first_hand}",
        about=about,
        theme=piece.place if piece.place in theme_codes() else STRAY_THEME,
        handling=HANDLING.get(piece.restriction, ""),
        hub_knew_on=hub_knew_on(piece, zone=zone),
        is_significant=is_significant(piece),
        is_taken_back=is_taken_back(piece),
        seen=about if piece.sighting == "seen" else (),
        href=f"/enquiries/{enquiry}/pieces/{piece.pk}/",
    )


def why_significant(piece) -> str:
    """Return who marked a piece and why, as it stands below its words; empty where nobody did."""
    if not is_significant(piece):
        return ""
    marks = sorted(piece.marks.all(), key=lambda mark: (mark.at, mark.pk))
    if marks:
        return f"Marked by {marks[-1].by.name}: {marks[-1].why}"
    return f"Marked by {said_by(piece)}: {piece.significant_why}" if piece.significant_why else ""


def contact_entry(contact, *, zone: tzinfo) -> Entry:
    """Return the arrival of a contact: that somebody spoke up is itself a thing that happened."""
    day = contact.received_at.astimezone(zone).date()
    who = contact.agency.name if contact.agency else (contact.referrer_body or "Somebody")
    return Entry(
        key=f"contact-{contact.pk:09d}",
        happened_on=day,
        what=f"{who} said a worry to the hub ({contact.reference}).",
        agency=contact.agency.code if contact.agency else who,
        says=who,
        kind="contact",
        hub_knew_on=day,
        href=f"/enquiries/triage/{contact.reference}/",
        sort="contact",
    )


def decision_entry(decision, *, enquiry: str, zone: tzinfo) -> Entry:
    """Return a shared decision, which is always significant."""
    day = decision.at.astimezone(zone).date()
    level = f", level {decision.level}" if decision.level else ""
    return Entry(
        key=f"decision-{decision.pk:09d}",
        happened_on=day,
        what=f"The agencies decided together: decision {decision.number}{level}.",
        agency=HUB,
        says=HUB,
        kind="decision",
        hub_knew_on=day,
        is_significant=True,
        href=f"/enquiries/{enquiry}/decision/",
        sort="decision",
    )
