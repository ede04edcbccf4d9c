"""The ledger in words: who said what of whom, why a record belongs, and what is still asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from openmash.design.weighing import Reason
from openmash.people.matching import DEFAULT, Evidence, bars, compare
from openmash.people.matching import Reason as ModelReason
from openmash.people.reading import facts_of
from openmash.people.shown import agency_of

_WAYS = {1: "for", -1: "against", 0: "neither"}
_OUTCOMES = {
    ("same", True): "Treated as one",
    ("same", False): "Stands until a person changes it",
    ("different", False): "Stands until a person changes it",
    ("possible", True): "Shown as possible",
    ("unsure", False): "Stays in the list",
    ("doubt", True): "Nothing changed; it waits for a person",
    ("declined", False): "Stays two people",
}
_SAID = {
    "same": "same",
    "different": "different",
    "unsure": "cannot tell yet",
    "proposed": "same, if a second person agrees",
    "declined": "no, leave them as two",
}
_OF_ANOTHER = {"different", "possible", "unsure", "proposed", "declined"}
_MAY_BE_TAKEN_BACK = {"same", "different", "unsure", "proposed"}


def evidence_of(claim) -> Evidence:
    """Return the reasons of a claim: those the model gave, or else a comparison made now."""
    if claim.by_id or not claim.reasons:
        return compare(facts_of(claim.record_a), facts_of(claim.record_b))
    return Evidence(
        reasons=tuple(
            ModelReason(
                field=r["field"], code=r["code"], weight=r["weight"], words=r["words"], topic=""
            )
            for r in claim.reasons
        )
    )


def reasons_shown(evidence: Evidence) -> list[Reason]:
    """Return the reasons as the page draws them: for, then against, the weightiest first."""
    ranked = sorted(evidence.reasons, key=lambda r: (r.weight <= 0, -abs(r.weight)))
    return [
        Reason(
            words=reason.words,
            way=_WAYS[(reason.weight > 0) - (reason.weight < 0)],
            strength=reason.strength.value if reason.weight else "says nothing either way",
            weight=abs(reason.weight),
        )
        for reason in ranked
    ]


def kept_apart_by(evidence: Evidence) -> tuple[str, ...]:
    """Return the rules that keep two records from being joined, although much agrees."""
    return bars(evidence) if evidence.total >= DEFAULT.same else ()


def ledger_entries(claims: Iterable, *, own: set[int]) -> list[dict[str, object]]:
    """Return the entries of the ledger component, the newest first."""
    return [_entry(claim, own=own) for claim in claims]


def _entry(claim, *, own: set[int]) -> dict[str, object]:
    undone = getattr(claim, "undone_by", None)
    may_undo = claim.says in _MAY_BE_TAKEN_BACK and undone is None and not _is_answered(claim)
    return {
        "when": moment(claim.at),
        "who": claim.by.name if claim.by_id else f"The model ({claim.model_version})",
        "said": said_words(claim),
        "about": _about(claim, own=own),
        "why": quoted(claim.why) if claim.by_id else _model_why(claim),
        "outcome": _outcome(claim),
        "undo": reverse("people:undo", args=[claim.pk]) if may_undo else "",
        "is_undone": undone is not None,
        "undone_at": f"{moment(undone.at)} by {undone.by.name}: {quoted(undone.why)}"
        if undone
        else "",
    }


def said_words(claim) -> str:
    """Return in words what an entry of the ledger says."""
    if not claim.by_id:
        return "perhaps two people" if claim.says == "doubt" else "proposed"
    return _SAID[claim.says]


def _is_answered(claim) -> bool:
    return getattr(claim, "answered_by", None) is not None


def _outcome(claim) -> str:
    if claim.says == "proposed":
        return "Answered by a second person" if _is_answered(claim) else "Waits for a second person"
    if claim.says == "same" and claim.answers_id:
        return f"Agreed as the second person, after {claim.answers.by.name}"
    return _OUTCOMES.get((claim.says, not claim.by_id), "")


def _is_undone(claim) -> bool:
    return getattr(claim, "undone_by", None) is not None


def _about(claim, *, own: set[int]) -> str:
    sides = [claim.record_a, claim.record_b]
    named = " and ".join(f"{agency_of(r)}, {r.recorded_on:%-d %b %Y}" for r in sides)
    if claim.says in _OF_ANOTHER and not all(r.pk in own for r in sides):
        other = next(r for r in sides if r.pk not in own)
        theirs = f"the record of {agency_of(other)}, {other.recorded_on:%-d %b %Y}"
        return f"of {theirs}" if claim.by_id else f"{theirs}, as possibly one"
    return f"for {named}" if claim.by_id else f"{named} as one"


def _model_why(claim) -> str:
    return " ".join(words for words in (claim.why, _top(claim.reasons)) if words).rstrip(".")


def _top(reasons: Sequence[Mapping], *, at_most: int = 3) -> str:
    best = sorted(reasons, key=lambda r: -r["weight"])[:at_most]
    return " ".join(dict.fromkeys(r["words"] for r in best if r["weight"] > 0)).rstrip(".")


def quoted(words: str) -> str:
    """Return somebody's words as they stand inside a sentence of ours."""
    return f"“{words.rstrip('.')}”"


def belongs_because(record, claims: Sequence) -> tuple[str, object | None]:
    """Return why a record belongs to its person, and the claim that says so."""
    mine = [
        claim
        for claim in claims
        if claim.says == "same"
        and not _is_undone(claim)
        and record.pk in (claim.record_a_id, claim.record_b_id)
    ]
    human = [claim for claim in mine if claim.by_id]
    if human:
        return f"Confirmed by {human[0].by.name}: {quoted(human[0].why)}", human[0]
    earlier = [c for c in mine if record.pk == max(c.record_a_id, c.record_b_id)] or mine
    if not earlier:
        return "The first record of this person", None
    surest = max(earlier, key=lambda claim: claim.weight or 0)
    return f"{_top(surest.reasons, at_most=2)}.", surest


def moment(at: datetime) -> str:
    """Return a moment as a page says it: today with its hour, else the day."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return f"Today {local:%H:%M}"
    return f"{local:%-d %b %Y}"
