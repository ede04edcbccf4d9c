"""Comparing identifiers, telephone numbers, e-mail addresses, and the relatives named."""

from collections.abc import Iterable

from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.identifiers import VALID, Identifier, is_one_slip
from openmash.people.matching.reasons import Reason

SAME_NATIONAL, SAME_LOCAL, SAME_UNCHECKED, ONE_SLIP = 20.0, 14.0, 6.0, 4.0
OTHER_NATIONAL = -14.0
SAME_PHONE, SAME_EMAIL, SAME_RELATIVE = 5.0, 8.0, 4.0


def compare_numbers(a: RecordFacts, b: RecordFacts) -> Iterable[Reason]:
    """Yield a reason for each scheme that both records hold, and for shared ways to reach them."""
    for scheme in sorted(a.identifiers.keys() & b.identifiers.keys()):
        yield from _identifiers(a.identifiers[scheme], b.identifiers[scheme], a.agency == b.agency)
    if a.phone_numbers & b.phone_numbers:
        yield _reach(
            "telephone", "phone.same", SAME_PHONE, "Both records give one telephone number."
        )
    if a.email_addresses & b.email_addresses:
        yield _reach("e-mail", "email.same", SAME_EMAIL, "Both records give one e-mail address.")
    if a.relatives & b.relatives:
        said = "Both records name the same relative."
        yield Reason(
            field="relative", code="related.same", weight=SAME_RELATIVE, words=said, topic="related"
        )


def _identifiers(a: Identifier, b: Identifier, one_agency: bool) -> Iterable[Reason]:
    both_check = a.check == b.check == VALID
    if a.number == b.number:
        yield _same(a, both_check, one_agency)
    elif not both_check:
        if is_one_slip(a.number, b.number):
            said = f"The {a.spoken}s differ by one slip, and one of them does not check."
            yield _number(a, "number.slip", ONE_SLIP, said)
    elif a.is_national:
        yield _number(
            a, "number.differs", OTHER_NATIONAL, f"The {a.spoken}s differ, and both check."
        )
    elif one_agency:
        said = f"One agency gave two {a.spoken}s, so it takes them for two people."
        yield _number(a, "number.local_differs", -4.0, said)


def _same(a: Identifier, both_check: bool, one_agency: bool) -> Reason:
    if not both_check:
        said = f"Both records give the {a.spoken} {a.number}, which does not check."
        return _number(a, "number.unchecked", SAME_UNCHECKED, said)
    said = f"Both records give the {a.spoken} {_grouped(a)}."
    if a.is_national:
        return _number(a, "number.same", SAME_NATIONAL, said)
    return _number(a, "number.same", SAME_LOCAL if one_agency else SAME_LOCAL - 2, said)


def _grouped(identifier: Identifier) -> str:
    number = identifier.number
    if identifier.scheme == "nhs_number" and len(number) == 10:
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    return number


def _number(identifier: Identifier, code: str, weight: float, words: str) -> Reason:
    spoken = identifier.spoken
    return Reason(field=spoken, code=code, weight=weight, words=words, topic=f"number {spoken}")


def _reach(name: str, code: str, weight: float, words: str) -> Reason:
    topic = "phone" if code.startswith("phone") else "email"
    return Reason(field=name, code=code, weight=weight, words=words, topic=topic)
