"""What happens in the hub in the moment in which a contact arrives."""

import datetime
from zoneinfo import ZoneInfo

from tests.factories import person_in
from tests.rooms.enquiries.triage.factories import received

from openmash import firewall
from openmash.agencies.models import Partnership
from openmash.enquiries.alerts.access import inbox
from openmash.enquiries.receiving import on_statement_added
from openmash.enquiries.risk.access import held_now
from openmash.policy import Role, Service

FRIDAY = datetime.datetime(2026, 3, 6, 16, 0, tzinfo=ZoneInfo("Europe/London"))


def codes(screening):
    return set(screening.clocks.values_list("code", flat=True))


def test_a_worry_gets_its_clocks_and_somebody_who_holds_its_risk(hub, acting):
    screening = received(at=FRIDAY)
    acting(hub.triage)

    assert codes(screening) == {"HUB-SCREEN", "HUB-DEC"}
    decided = screening.clocks.get(code="HUB-DEC")
    assert decided.due_at == FRIDAY.replace(day=9, hour=17)
    assert screening.decide_by_at == screening.clocks.get(code="HUB-SCREEN").due_at
    assert held_now(screening=screening).owner == hub.decision_maker


def test_danger_starts_a_clock_that_runs_through_the_weekend(hub, acting):
    screening = received(at=FRIDAY, danger="yes")
    acting(hub.triage)

    clock = screening.clocks.get(code="C-STRAT-I")
    assert clock.due_at == FRIDAY + datetime.timedelta(hours=4)
    assert screening.decide_by_at == clock.due_at


def test_a_danger_test_for_an_adult_starts_the_adults_clock(hub, acting):
    screening = received(danger="no", danger_tests=["weapon"], remits=["adults"])
    acting(hub.adults_screener)

    assert "AD-EMERG-I" in codes(screening)
    assert "C-STRAT-I" not in codes(screening)


def test_a_question_starts_no_clock_of_a_referral(hub, acting):
    screening = received(kind="consultation")
    acting(hub.triage)

    assert codes(screening) == {"HUB-SCREEN"}


def test_the_partnership_names_who_holds_the_risk_on_receipt(hub, acting):
    manager = person_in(Role.HUB_MANAGER, agency=hub.social_care)
    with firewall.acting_as(Service.SETUP):
        Partnership.objects.update(settings={"risk_owner_on_receipt": manager.pk})
    screening = received()
    acting(hub.triage)

    assert held_now(screening=screening).owner == manager


def test_somebody_named_who_has_left_does_not_leave_the_risk_with_nobody(hub, acting):
    with firewall.acting_as(Service.SETUP):
        Partnership.objects.update(settings={"risk_owner_on_receipt": hub.teacher.pk})
    screening = received()
    acting(hub.triage)

    assert held_now(screening=screening).owner == hub.decision_maker


def settings_of_the_hub(**settings):
    with firewall.acting_as(Service.SETUP):
        Partnership.objects.update(settings=settings)


def test_a_partnership_may_tighten_a_clock(hub, acting):
    settings_of_the_hub(clock_amounts={"HUB-SCREEN": 1})
    screening = received(at=FRIDAY.replace(hour=10))
    acting(hub.triage)

    assert screening.clocks.get(code="HUB-SCREEN").due_at == FRIDAY.replace(hour=11)


def test_a_looser_number_than_the_laws_is_not_used_and_loses_no_contact(hub, acting):
    settings_of_the_hub(clock_amounts={"HUB-DEC": 5})
    screening = received(at=FRIDAY)
    acting(hub.triage)

    assert screening.clocks.get(code="HUB-DEC").due_at == FRIDAY.replace(day=9, hour=17)


def test_who_reads_it_hears_when_something_is_added(hub, acting):
    screening = received()
    with firewall.acting_as(Service.SETUP):
        statement = screening.contact.statements.create(
            words="She has come in with a second mark.", at=FRIDAY
        )
    on_statement_added(None, statement=statement, at=FRIDAY)
    viewer = acting(hub.decision_maker)

    alert = inbox(viewer=viewer).get()
    assert screening.contact.reference in alert.words
    assert "mark" not in alert.words
    assert not inbox(viewer=acting(hub.triage)).exists()
