"""What the other people of one contact say about who somebody is.

The people around a child help to recognise her: when the mother on this contact is known, and
her daughter Anna too, then the "Anna" beside her is the likelier to be that Anna. Professionals do
not count, because they appear beside many families.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from openmash.people.matching.comparison import compare, weigh
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.reasons import Evidence, Reason
from openmash.people.matching.verdicts import CONTRADICTIONS

Held = Mapping[str, Sequence[RecordFacts]]
Ties = Mapping[str, frozenset[str]]

FAMILY_SUPPORT, SURE_SUPPORT, LIKELY_SUPPORT = 9.0, 7.0, 4.0
MOST_TIES = 20  # somebody seen beside more people than this tells nothing about any of them
_LIKELY_NAME_BITS = 14.0
_EXACT_PLACE = {"place.house", "place.street", "place.household"}
_ONE_HOME = {"place.house", "place.household"}


def support(
    person: str, *, family: Set[str], sure: Set[str], likely: Set[str], ties: Ties
) -> Reason | None:
    """Return the support for a person from others of the contact who were beside them before.

    `family` and `sure` are known already, as family or not; of `likely` only the names agree.
    """
    beside = {p for p in ties.get(person, frozenset()) if len(ties.get(p, ())) <= MOST_TIES}
    if len(ties.get(person, ())) > MOST_TIES:
        return None
    if beside & family:
        words = (
            "A member of the family on this contact is known, and was recorded beside them before."
        )
        return _support("support.sure", FAMILY_SUPPORT, words)
    if beside & sure:
        words = "Somebody else on this contact is known, and was recorded with this person before."
        return _support("support.sure", SURE_SUPPORT, words)
    if beside & likely:
        words = "Another name on this contact is that of somebody recorded with this person before."
        return _support("support.likely", LIKELY_SUPPORT, words)
    return None


def may_be_supported(evidence: Evidence) -> bool:
    """Say whether company counts: only for somebody whose own name agrees and nothing denies."""
    codes = evidence.codes
    if codes & CONTRADICTIONS:
        return False
    if codes & {"given.same", "given.alike", "given.short", "given.middle", "given.initial"}:
        return True
    return "given.none" in codes and bool(codes & {"family.same", "family.alike", "family.part"})


def is_likely_by_name(evidence: Evidence) -> bool:
    """Say whether a whole and not too common name agrees, so that it may support others."""
    codes = evidence.codes
    if codes & CONTRADICTIONS or not codes & {"given.same", "given.alike", "given.short"}:
        return False
    agrees = bool(codes & {"family.same", "family.alike", "family.part"})
    return agrees and evidence.bits("first name", "surname") >= _LIKELY_NAME_BITS


def with_addresses_of_others(people: Sequence[RecordFacts]) -> list[RecordFacts]:
    """Give family members whose own address is missing the addresses of the others named."""
    return [
        _with_addresses(one, [p for p in people if p is not one]) if _lacks_address(one) else one
        for one in people
    ]


def _lacks_address(one: RecordFacts) -> bool:
    return not one.address and not one.other_addresses and one.read_role.is_household


def _with_addresses(one: RecordFacts, others: Sequence[RecordFacts]) -> RecordFacts:
    found = {o.address: None for o in others if o.address and o.read_role.is_household}
    return replace(one, other_addresses=tuple(found)) if found else one


def recognise_unnamed(
    one: RecordFacts, *, company: Iterable[str], taken: Iterable[str], held: Held, ties: Ties
) -> tuple[str, Evidence] | None:
    """Return the person whom a record without any name must mean, if there is just one.

    Either the mother or father of somebody known on this contact, at that person's address; or
    the only person known at an exact address whose role or age agrees. Otherwise nobody: a
    nameless caller stays nameless.
    """
    role = one.read_role
    if one.could_be_recognised or role.is_outside or role.is_bystander:
        return None
    free = {person: records for person, records in held.items() if person not in set(taken)}
    by_kin = [p for p in _kin(one, company=company, held=free, ties=ties)]
    if len(by_kin) == 1:
        return _if_at_address(one, by_kin[0], free[by_kin[0]], needs_more=False)
    there = [p for p in sorted(free) if _lives_there(one, free[p])]
    if len(there) == 1 and not by_kin:
        return _if_at_address(one, there[0], free[there[0]], needs_more=True)
    return None


def _kin(one: RecordFacts, *, company: Iterable[str], held: Held, ties: Ties) -> list[str]:
    only = one.read_role.only
    if only is None and not one.is_to_be_born:
        return []
    beside = {p for known in company for p in ties.get(known, frozenset())}
    return [p for p in sorted(beside & held.keys()) if _has_role(held[p], only)]


def _has_role(records: Sequence[RecordFacts], only: str | None) -> bool:
    if only is None:
        return any(record.is_to_be_born for record in records)
    return any(record.read_role.only == only for record in records)


def _lives_there(one: RecordFacts, records: Sequence[RecordFacts]) -> bool:
    return bool(weigh(one, records).codes & _EXACT_PLACE)


def _if_at_address(
    one: RecordFacts, person: str, records: Sequence[RecordFacts], *, needs_more: bool
) -> tuple[str, Evidence] | None:
    evidence = weigh(one, records)
    codes = evidence.codes
    at_one_place = codes & (_EXACT_PLACE | {"place.shared", "place.near"})
    if not at_one_place or any(compare(one, r).codes & CONTRADICTIONS for r in records):
        return None
    # A house has several children, and a block several tenants: there only the age can tell.
    is_one_of_many = one.read_role.speaks_of_a_child or not codes & _ONE_HOME
    more = codes & ({"age.agrees"} if is_one_of_many else {"age.agrees", "role.same"})
    return (person, evidence) if more or not needs_more else None


def _support(code: str, weight: float, words: str) -> Reason:
    return Reason(field="people around", code=code, weight=weight, words=words, topic="support")
