"""What has to be true before a product goes, and what its author should look at again.

The minimum-necessary check is a list a person reads, not a score: each entry says what is done,
or what to do. Nothing here repeats a word of any piece.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from openmash.products.pieces import Flag, Line, Recipient, Withheld
from openmash.products.product_types import Depth, ProductType
from openmash.products.written import Header, Written


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One entry of the list: what must be true, whether it is, and what to do where it is not."""

    code: str
    says: str
    is_done: bool
    repair: str


def checklist(
    product_type: ProductType,
    *,
    recipient: Recipient | None,
    written: Written,
    lines: Sequence[Line],
) -> tuple[Check, ...]:
    """Return everything that must be true before the product goes.

    Source: MASH-FIVE-CORE
    """
    return (
        *_about_recipient(product_type, recipient=recipient),
        *_about_ground(product_type, header=written.header),
        *_about_content(product_type, recipient=recipient, written=written, lines=lines),
    )


def _about_recipient(
    product_type: ProductType, *, recipient: Recipient | None
) -> tuple[Check, ...]:
    is_checked = recipient is not None and (
        recipient.is_linked_to_feared_person is not None or recipient.hears_only_receipt
    )
    return (
        Check(
            code="AUDIENCE",
            says="Somebody is named to receive it",
            is_done=bool(recipient and recipient.readers),
            repair="Name who is to read it. Without a name nobody receives it.",
        ),
        Check(
            code="RECIPIENT_FITS",
            says="This type of product is for this recipient",
            is_done=recipient is not None and recipient.kind in product_type.to,
            repair=f"“{product_type.title}” is not for this recipient. Choose another type.",
        ),
        Check(
            code="LINK_CHECKED",
            says="Checked whether a reader is linked to the person feared",
            is_done=is_checked,
            repair="Ask whether any reader is linked to the person feared, and write the answer.",
        ),
        Check(
            code="PURPOSE_CODE",
            says="The recipient's purpose is recorded",
            is_done=bool(recipient and recipient.purposes),
            repair="Record what the recipient needs it for.",
        ),
    )


def _about_ground(product_type: ProductType, *, header: Header) -> tuple[Check, ...]:
    first, second = header.author.strip(), header.second_reader.strip()
    return (
        Check(
            code="BASIS",
            says="Lawful basis written",
            is_done=bool(header.bases),
            repair="Write the lawful basis. A signed agreement is not one.",
        ),
        Check(
            code="NECESSITY",
            says="Purpose and necessity written",
            is_done=bool(header.purpose and header.necessity),
            repair="Write the purpose, and why it cannot be reached with less.",
        ),
        Check(
            code="EXPIRY",
            says="Ends on a day",
            is_done=_ends_in_time(product_type, header=header),
            repair=(
                "Choose the day it ends: after today and within "
                f"{product_type.expires_within_days} days."
            ),
        ),
        Check(
            code="SECOND_READER",
            says="A second person has read it",
            is_done=bool(second) and second.casefold() != first.casefold(),
            repair="Ask a second person to read it as the recipient will see it.",
        ),
    )


def _ends_in_time(product_type: ProductType, *, header: Header) -> bool:
    if header.expires_on is None:
        return False
    first = header.written_at.date()
    return first < header.expires_on <= first + timedelta(days=product_type.expires_within_days)


def _about_content(
    product_type: ProductType,
    *,
    recipient: Recipient | None,
    written: Written,
    lines: Sequence[Line],
) -> tuple[Check, ...]:
    places = "; ".join(f"{where} ({', '.join(refs)})" for where, refs in written.echoes)
    addresses = any(Flag.ADDRESS_WITHHELD in line.piece.flags for line in lines)
    return (
        Check(
            code="ONLY_ALLOWED",
            says="Only pieces allowed for this recipient, each ticked by a person",
            is_done=True,  # by construction: `compose` has no other way to a line
            repair="",
        ),
        Check(
            code="NO_ECHO",
            says="Nothing written for it repeats what may not go",
            is_done=not written.echoes,
            repair=f"Write again, without words that may not go: {places}.",
        ),
        Check(
            code="NO_ADDRESS",
            says="No address of safety, but for the team that decides",
            is_done=not addresses or product_type.is_for_deciding_team or _all_gists(lines),
            repair="Take out the address of safety.",
        ),
        Check(
            code="SAYS_SOMETHING",
            says="It says what the reader needs to know or do",
            is_done=_says_something(
                product_type, recipient=recipient, written=written, lines=lines
            ),
            repair=_what_to_say(product_type),
        ),
    )


def _all_gists(lines: Sequence[Line]) -> bool:
    return all(
        line.inclusion.verdict.name == "GIST"
        for line in lines
        if Flag.ADDRESS_WITHHELD in line.piece.flags
    )


def _says_something(
    product_type: ProductType,
    *,
    recipient: Recipient | None,
    written: Written,
    lines: Sequence[Line],
) -> bool:
    if recipient is not None and recipient.hears_only_receipt:
        return True
    if "general_decision" in product_type.sections:
        return bool(written.decision.general_outcome)
    if product_type.pieces is Depth.NONE:
        return bool(written.analysis.words)
    return bool(lines or written.asks)


def _what_to_say(product_type: ProductType) -> str:
    if "general_decision" in product_type.sections:
        return "Write the decision in general terms."
    if product_type.pieces is Depth.NONE:
        return "Write the pattern, without names."
    return "Ask the reader for something, or tick a piece they may have."


def complaints(
    *,
    recipient: Recipient | None,
    written: Written,
    lines: Sequence[Line],
    withheld: Sequence[Withheld],
    chosen: Collection[str],
) -> tuple[str, ...]:
    """Return what the author should look at again, though it need not stop the product."""
    known = {line.piece.ref for line in lines} | {piece.ref for piece in withheld}
    found = [
        f"{piece.ref} was ticked but cannot go: {piece.reason}."
        for piece in withheld
        if piece.was_ticked
    ]
    found += [
        f"{ref} was ticked, but is not a piece of this enquiry."
        for ref in sorted(set(chosen) - known)
    ]
    if recipient is None or not recipient.readers:
        found.append("Nobody is named to receive it, so nobody would.")
    if any(piece.rule == "ABOVE_OFFICIAL" for piece in withheld):
        found.append(
            "A piece is marked above OFFICIAL and must not be in this system. "
            "Tell the information governance lead and the agency that sent it now."
        )
    if not written.is_safe_contact_answered:
        found.append("Nobody has said whom it is safe to speak to. The sheet says: contact nobody.")
    return tuple(found)
