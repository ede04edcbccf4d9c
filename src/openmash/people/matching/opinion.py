"""The trained model's opinion of two records: the second runner of the one model.

A full run weighs millions of pairs in SQL; here the same levels are found in Python and the same
weights are added, for the handful of records that share a key with a new one. On arrival nobody is
joined unless the practice rules (`verdicts`) and the model agree: the rules know what agencies write
of roles and company, and the model how often agreements happen by chance.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.frequency import family_bits, given_bits
from openmash.people.matching.levels import COMPARISONS, levels
from openmash.people.matching.prepared import Prepared, prepare
from openmash.people.matching.reasons import Evidence, Reason
from openmash.people.matching.weights import Model, shipped
from openmash.people.matching.wording import WORDS

FEWEST_HELD = 10_000  # a hub that begins already serves a whole area: namesakes will come
_FIELDS = {
    "given": "first name", "surname": "surname", "middle": "middle name", "born": "date of birth",
    "sex": "sex", "home": "address and contact", "number": "official number", "family": "family",
}  # fmt: skip
_PRIOR = "Of this many people held, so few pairs of records are of one person."


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """How surely the model holds two records to be of one person, in bits, and why."""

    bits: float
    version: str
    evidence: Evidence = field(repr=False)

    @property
    def may_be_one(self) -> bool:
        """Say whether the model would at least show the two to somebody."""
        return self.bits >= shipped().possible


def opinion(a: RecordFacts, b: RecordFacts, *, held: int, model: Model | None = None) -> Opinion:
    """Return the model's opinion of two records, among so many `held`."""
    model = model or shipped()
    return _opinion(ready(a), ready(b), held=held, model=model)


def nearest(
    new: RecordFacts, records: Iterable[RecordFacts], *, held: int, model: Model | None = None
) -> Opinion:
    """Return the model's opinion of a record and a person: that of the record nearest to it."""
    model, one = model or shipped(), ready(new)
    found = [_opinion(one, ready(other), held=held, model=model) for other in records]
    return max(found, key=lambda opinion: opinion.bits)


def ready(record: RecordFacts) -> Prepared:
    """Return a record prepared for comparison, with the shipped frequencies of its names."""
    prepared = prepare(record)
    return prepared._replace(
        given_bits=given_bits(prepared.given) if prepared.given else prepared.given_bits,
        family_bits=family_bits(prepared.family) if prepared.family else prepared.family_bits,
    )


def _opinion(a: Prepared, b: Prepared, *, held: int, model: Model) -> Opinion:
    reasons = [
        Reason(
            field=_FIELDS[comparison.name],
            code=code,
            weight=round(weight, 1),
            words=WORDS[code],
            topic=comparison.name,
        )
        for comparison, code in zip(COMPARISONS, levels(a, b), strict=True)
        if (weight := model.weights.get(code, 0.0))
    ]
    prior = model.prior(held)
    reasons.append(
        Reason(
            field="people held", code="prior", weight=round(prior, 1), words=_PRIOR, topic="prior"
        )
    )
    bits = sum(model.weights.get(code, 0.0) for code in levels(a, b)) + prior
    return Opinion(bits=bits, version=model.version, evidence=Evidence(reasons=tuple(reasons)))
