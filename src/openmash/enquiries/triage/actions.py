"""Take a contact, give it back, share it out, rate it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Min

from openmash import policy
from openmash.audit import records
from openmash.contacts.access import facts_of
from openmash.contacts.models import Contact
from openmash.enquiries.clocks import actions as clocks
from openmash.enquiries.clocks.rules import DANGER_CODES, TOTAL_CODES
from openmash.enquiries.models import RatingChange, RunningClock, Screening
from openmash.enquiries.risk import actions as risk
from openmash.enquiries.triage import rules
from openmash.errors import RuleBroken

OPEN_STATES = (Screening.State.WAITING, Screening.State.SCREENING)
DECISION_CLOCKS = ("HUB-SCREEN", "HUB-DEC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How soon somebody must act and why, with the danger tests that were answered yes."""

    brag: str
    why: str = field(repr=False)
    level: str = ""
    danger_tests: tuple[str, ...] = field(default=(), repr=False)
    practice_area: str = field(default="", repr=False)
    adult_test: dict[str, str] = field(default_factory=dict, repr=False)


@transaction.atomic
def receive(contact: Contact, *, at: datetime) -> Screening:
    """Put a contact on the hub's table: its clocks start, and somebody holds its risk from now on.

    A contact that tells of danger starts the danger clock of each remit at once, by day and
    night, office hours or not. Source: OPENMASH-DEFAULTS
    """
    tests = list(contact.danger_tests or [])
    is_in_danger = rules.is_danger(contact.danger, tests=tests)
    screening = Screening.objects.create(
        contact=contact,
        received_at=contact.received_at,
        danger_tests=tests,
        practice_area=contact.practice_area,
    )
    work = clocks.clockwork()
    codes = ["HUB-SCREEN"]
    if contact.kind == Contact.Kind.WORRY or is_in_danger:
        codes.append("HUB-DEC")
    if is_in_danger:
        codes += [DANGER_CODES[remit] for remit in contact.remits]
    for code in codes:
        clocks.start_clock(code, started_at=contact.received_at, screening=screening, work=work)
    keep_decide_by(screening)
    risk.begin(owner_id=risk.duty_owner_id(contact.remits), at=at, screening=screening)
    return screening


@transaction.atomic
def claim(screening: Screening, *, version: int, by: policy.Viewer, at: datetime) -> Screening:
    """Take a contact, so that nobody else reads it at the same time. The first hand wins.

    Raises:
        RuleBroken: somebody was quicker, or it is decided.
    """
    screening = opened(screening, by=by)
    if screening.claimed_by_id == by.id:
        return screening
    if screening.claimed_by_id is not None or screening.version != version:
        raise RuleBroken("Somebody else has taken this contact meanwhile. Choose another.")
    _give(screening, to=by.id, at=at)
    records.record_change("triage.claim", screening.contact.reference, by=by, at=at)
    return screening


@transaction.atomic
def release(screening: Screening, *, by: policy.Viewer, at: datetime) -> Screening:
    """Give a contact back to the queue.

    Raises:
        RuleBroken: it is somebody else's, and the viewer does not share out the work.
    """
    screening = opened(screening, by=by)
    is_manager = policy.Permission.REASSIGN in by.permissions
    if screening.claimed_by_id != by.id and not is_manager:
        raise RuleBroken("This contact is with somebody else. Ask them, or a hub manager.")
    screening.claimed_by, screening.claimed_at = None, None
    screening.state = Screening.State.WAITING
    _save(screening, "claimed_by", "claimed_at", "state")
    records.record_change("triage.release", screening.contact.reference, by=by, at=at)
    return screening


@transaction.atomic
def assign(references: list[str], *, to: int, by: policy.Viewer, at: datetime) -> int:
    """Share contacts out to one worker, and return how many went to them.

    Those that were decided meanwhile are left as they are.

    Raises:
        NotVisible: the viewer does not share out the work.
    """
    allowed = policy.Permission.REASSIGN in by.permissions
    policy.require(policy.Verdict(allowed, "shares out the work" if allowed else "no manager"))
    chosen = Screening.objects.select_for_update(of=("self",)).filter(
        contact__reference__in=references, state__in=OPEN_STATES
    )
    number = 0
    for screening in chosen.select_related("contact").order_by("pk"):
        policy.require(policy.may_triage(by, facts_of(screening.contact)))
        _give(screening, to=to, at=at)
        records.record_change("triage.assign", screening.contact.reference, by=by, at=at)
        number += 1
    return number


@transaction.atomic
def rate(screening: Screening, rating: Rating, *, by: policy.Viewer, at: datetime) -> Screening:
    """Rate a contact, or rate it again: who, when, why and from what are kept, clocks recomputed.

    The clock to the decision counts from the first receipt under the new rating; the moment
    that stood before stands beside it. A danger test answered yes starts its clock now.

    Raises:
        RuleBroken: danger that is not Red, no reason, or it is decided.
    """
    screening = opened(screening, by=by)
    is_in_danger = rules.is_danger(screening.contact.danger, tests=rating.danger_tests)
    rules.check_rating(rating=rating.brag, why=rating.why, is_in_danger=is_in_danger)
    due_before, before = screening.decide_by_at, screening.brag
    is_news = (rating.brag, list(rating.danger_tests)) != (before, screening.danger_tests)
    _keep_rating(screening, rating)
    _rebase(screening, rating=rating, is_in_danger=is_in_danger, at=at)
    keep_decide_by(screening)
    if is_news or not before:
        RatingChange.objects.create(
            screening=screening,
            before=before,
            after=rating.brag,
            why=rating.why,
            by_id=by.id,
            at=at,
            due_before_at=due_before,
            due_after_at=screening.decide_by_at,
        )
        facts = {"before": before, "after": rating.brag}
        reference = screening.contact.reference
        records.record_change("triage.rate", reference, by=by, at=at, facts=facts)
    return screening


def opened(screening: Screening, *, by: policy.Viewer) -> Screening:
    """Lock a contact's triage for a viewer who may do it, and refuse one that is decided.

    Raises:
        NotVisible: it is not theirs to triage.
        RuleBroken: its type of response is decided.
    """
    locked = (
        Screening.objects.select_for_update(of=("self",))
        .select_related("contact")
        .get(pk=screening.pk)
    )
    policy.require(policy.may_triage(by, facts_of(locked.contact)))
    if locked.state not in OPEN_STATES:
        raise RuleBroken(
            f"This contact is decided already: {locked.get_state_display().lower()}. "
            "To look again, say a new worry and link it to this one."
        )
    return locked


def keep_decide_by(screening: Screening) -> None:
    """Keep, for the queue, the moment of the clock that runs out next."""
    running = RunningClock.objects.filter(screening=screening, stopped_at=None)
    screening.decide_by_at = running.aggregate(soonest=Min("due_at"))["soonest"]
    screening.save(update_fields=["decide_by_at"])


def stop_deciding(screening: Screening, *, why: str, at: datetime) -> None:
    """Stop the clocks that count to the type of response, because it is decided."""
    clocks.stop_clocks(DECISION_CLOCKS, screening=screening, why=why, at=at)


def _give(screening: Screening, *, to: int, at: datetime) -> None:
    screening.claimed_by_id, screening.claimed_at = to, at
    screening.state = Screening.State.SCREENING
    _save(screening, "claimed_by", "claimed_at", "state")


def _keep_rating(screening: Screening, rating: Rating) -> None:
    screening.brag, screening.level = rating.brag, rating.level
    screening.danger_tests = list(rating.danger_tests)
    screening.practice_area = rating.practice_area or screening.practice_area
    screening.adult_test = rating.adult_test or screening.adult_test
    _save(screening, "brag", "level", "danger_tests", "practice_area", "adult_test")


def _rebase(screening: Screening, *, rating: Rating, is_in_danger: bool, at: datetime) -> None:
    work = clocks.clockwork()
    clocks.stop_clocks(["HUB-SCREEN"], screening=screening, why="rated", at=at)
    running = screening.clocks.filter(code__in=TOTAL_CODES.values(), stopped_at=None).first()
    code = TOTAL_CODES.get(rating.brag)
    if running is not None and code is not None:
        clocks.rebase_clock(running, code=code, work=work)
    elif running is not None:
        clocks.stop_clock(running, why="rated blue: no enquiry is expected", at=at)
    elif code is not None:
        clocks.start_clock(code, started_at=screening.received_at, screening=screening, work=work)
    if not is_in_danger:
        why = "read again: none of the danger tests is so"
        clocks.stop_clocks(DANGER_CODES.values(), screening=screening, why=why, at=at)
        return
    for remit in screening.contact.remits:
        code = DANGER_CODES[remit]
        clocks.start_clock(code, started_at=at, screening=screening, work=work)


def _save(screening: Screening, *fields: str) -> None:
    screening.version += 1
    screening.save(update_fields=[*fields, "version"])
