"""Laws of the ledger of who is who, for whatever was said in whatever order."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from openmash.people.ledger import People, Said, decisions_of, people

RECORDS = range(1, 9)
PAIRS = st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)).filter(
    lambda pair: pair[0] != pair[1]
)
CLAIMS = st.lists(
    st.tuples(PAIRS, st.booleans(), st.one_of(st.none(), st.floats(9, 60))), max_size=10
)


@dataclass
class Hub:
    """A hub that gives out references as it goes, as the database does."""

    said: list[Said] = field(default_factory=list)
    known_since: dict[str, int] = field(default_factory=dict)
    spoken: int = 0

    def say(self, a: int, b: int, *, is_same: bool, bits: float | None) -> Said:
        self.spoken += 1
        claim = Said(number=self.spoken, a=a, b=b, is_same=is_same, bits=bits)
        self.said.append(claim)
        return claim

    def take_back(self, claim: Said) -> None:
        self.said.remove(claim)

    def now(self) -> People:
        found = people(RECORDS, said=self.said, known_since=self.known_since)
        for name in sorted(found.groups, key=lambda name: min(found.groups[name])):
            self.known_since.setdefault(name, len(self.known_since))
        return found


def claimed(claims) -> Hub:
    """Return a hub in which all this was said, looked at after every claim."""
    hub = Hub()
    hub.now()
    for (a, b), is_same, bits in claims:
        hub.say(a, b, is_same=is_same, bits=bits if is_same else None)
        hub.now()
    return hub


@given(CLAIMS)
def test_every_record_is_of_exactly_one_person(claims):
    groups = claimed(claims).now().groups

    assert sorted(record for group in groups.values() for record in group) == list(RECORDS)


@given(CLAIMS)
def test_a_human_different_is_never_violated_by_any_path(claims):
    hub = claimed(claims)
    apart = decisions_of(hub.said)

    for group in hub.now().groups.values():
        said = [one for one in hub.said if one.is_human and not one.is_same]
        assert not any({one.a, one.b} <= group for one in said)
        assert not apart.forbid([str(min(group))], [str(r) for r in group - {min(group)}])


@given(CLAIMS)
def test_a_human_same_holds_where_no_human_says_otherwise(claims):
    hub = claimed(claims)
    apart = decisions_of(hub.said)
    groups = hub.now().groups.values()

    for one in hub.said:
        if one.is_human and one.is_same and not apart.are_different(str(one.a), str(one.b)):
            assert any({one.a, one.b} <= group for group in groups)


@given(CLAIMS, PAIRS, st.booleans(), st.one_of(st.none(), st.floats(9, 60)))
def test_taking_a_word_back_restores_exactly_what_was(claims, pair, is_same, bits):
    hub = claimed(claims)
    before = hub.now()

    claim = hub.say(*pair, is_same=is_same, bits=bits if is_same else None)
    hub.now()
    hub.take_back(claim)

    after = hub.now()
    assert after.groups == before.groups
    assert after.survivors == before.survivors


@given(CLAIMS)
def test_looking_again_changes_nothing(claims):
    hub = claimed(claims)

    assert hub.now() == hub.now()


@given(CLAIMS)
def test_a_reference_that_ended_leads_to_somebody(claims):
    found = claimed(claims).now()

    assert set(found.survivors.values()) <= set(found.groups)
    assert not set(found.survivors) & set(found.groups)


@given(CLAIMS, PAIRS)
def test_joining_two_people_keeps_the_reference_that_was_known_first(claims, pair):
    hub = claimed(claims)
    before = hub.now().groups
    one, other = (next(n for n, g in before.items() if record in g) for record in pair)
    hub.say(*pair, is_same=True, bits=100.0)
    after = hub.now().groups

    joined = next((n for n, g in after.items() if g == before[one] | before[other]), None)
    if one != other and joined is not None:
        assert joined == min(one, other, key=hub.known_since.__getitem__)


@given(CLAIMS)
def test_of_a_person_that_parts_the_greater_part_keeps_the_reference(claims):
    hub = claimed(claims)
    before = hub.now().groups
    name, group = max(before.items(), key=lambda item: (len(item[1]), item[0]))
    if len(group) < 3:
        return
    hub.say(*sorted(group)[:2], is_same=False, bits=None)
    after = hub.now().groups

    parts = [g for g in after.values() if g <= group]
    if name in after and len(parts) > 1:
        assert len(after[name]) == max(map(len, parts))
