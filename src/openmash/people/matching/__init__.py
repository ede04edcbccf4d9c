"""Telling whether two agency records may be one person, and why.

What others use of this package stands here, and stays when the scoring behind it changes.
"""

from openmash.people.matching.blocking import keys
from openmash.people.matching.clusters import Grouping, Pair, grouped
from openmash.people.matching.comparison import compare, weigh
from openmash.people.matching.dates import PartialDate
from openmash.people.matching.decisions import Decisions
from openmash.people.matching.facts import RecordFacts
from openmash.people.matching.joining import are_one, may_join, proved_by_now
from openmash.people.matching.pool import ContactOutcome, Pool
from openmash.people.matching.reasons import Direction, Evidence, Reason, Strength
from openmash.people.matching.resolution import (
    Candidate,
    Resolution,
    resolve,
    resolve_contact,
)
from openmash.people.matching.verdicts import (
    CONTRADICTIONS,
    DEFAULT,
    Thresholds,
    Verdict,
    bars,
    verdict,
)

MODEL_VERSION = "rules-1"

__all__ = [
    "CONTRADICTIONS",
    "DEFAULT",
    "MODEL_VERSION",
    "Candidate",
    "ContactOutcome",
    "Decisions",
    "Direction",
    "Evidence",
    "Grouping",
    "Pair",
    "PartialDate",
    "Pool",
    "Reason",
    "RecordFacts",
    "Resolution",
    "Strength",
    "Thresholds",
    "Verdict",
    "are_one",
    "bars",
    "compare",
    "grouped",
    "keys",
    "may_join",
    "proved_by_now",
    "resolve",
    "resolve_contact",
    "verdict",
    "weigh",
]  # fmt: skip
