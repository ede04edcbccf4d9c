"""The verbs: what an administrator and information governance may do, and what nobody may."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.factories import GrantFactory, PractitionerFactory, freshly
from tests.rooms.agencies.factories import AgreementFactory

from openmash import firewall
from openmash.agencies import actions
from openmash.agencies.access import holders_of, viewer_for
from openmash.agencies.actions.invitation import bearer_of, key_for
from openmash.agencies.models import Agency, Practitioner, RoleGrant, SharingAgreement
from openmash.audit.models import Event
from openmash.contacts.models import Outbox
from openmash.errors import NotVisible, RuleBroken
from openmash.policy import Remit, Role, Service

TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)


def grant(to, *, by, role=Role.ANALYST, remit=None, from_on=TODAY):
    return actions.grant_role(
        to, role=role, remit=remit, from_on=from_on, until_on=None, why="New work", by=by, at=NOW
    )


def outbox():
    with firewall.acting_as(Service.WORKER):
        return list(Outbox.objects.order_by("pk"))


AGENCY = {"name": "Harbour drug and alcohol service", "sector": "health", "kind": "H_SUBST",
          "presence": "virtual", "opening_hours": {}}  # fmt: skip


def test_an_administrator_adds_an_agency_whose_code_is_its_name(hub, acting):
    by = acting(hub.administrator)
    made = actions.add_agency(fields=AGENCY, by=by, at=NOW)

    assert made.code == "harbour-drug-and-alcohol-service"
    assert actions.add_agency(fields=AGENCY, by=by, at=NOW).code.endswith("-2")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.REFERRER}))
def test_no_other_role_adds_an_agency(hub, acting, role):
    holder = {"agency_researcher": "school_lead"}.get(role.value, role.value)
    with pytest.raises(NotVisible):
        actions.add_agency(fields=AGENCY, by=acting(getattr(hub, holder)), at=NOW)


def test_the_database_refuses_an_agency_from_anybody_else(hub, acting):
    acting(hub.hub_manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agency.objects.create(code="x", **AGENCY)


def test_somebody_new_gets_a_link_and_no_role(hub, acting):
    by = acting(hub.administrator)
    fields = {"email": "Bea.New@ashmere.example", "name": "Bea New", "job_title": "Nurse"}
    made = actions.add_practitioner(hub.school, fields=fields, by=by, at=NOW)

    message = outbox()[-1]
    assert message.to == "bea.new@ashmere.example"
    assert f"/accounts/link/{made.pk}-" in message.words
    assert viewer_for(freshly(made)).permissions == frozenset()


def test_one_address_has_one_account(hub, acting):
    by = acting(hub.administrator)
    fields = {"email": hub.teacher.email.upper(), "name": "Somebody Else", "job_title": ""}
    with pytest.raises(RuleBroken, match="already"):
        actions.add_practitioner(hub.school, fields=fields, by=by, at=NOW)


def test_the_link_works_once_and_only_for_its_bearer(hub, acting):
    firewall.identify(viewer_id=0, service=Service.SIGN_IN)
    key = key_for(hub.teacher)
    assert bearer_of(key) == hub.teacher
    assert bearer_of(key.replace(str(hub.teacher.pk), str(hub.officer.pk), 1)) is None
    assert bearer_of("nonsense") is None

    actions.choose_password(key, password="lamp table harbour", at=NOW)

    assert bearer_of(key) is None
    assert Practitioner.objects.get(pk=hub.teacher.pk).check_password("lamp table harbour")
    with pytest.raises(NotVisible):
        actions.choose_password(key, password="another one here", at=NOW)


def test_the_link_lapses_after_three_days(hub, time_machine):
    firewall.identify(viewer_id=0, service=Service.SIGN_IN)
    time_machine.move_to(NOW)
    key = key_for(hub.teacher)
    time_machine.move_to(NOW + datetime.timedelta(days=3, minutes=1))

    assert bearer_of(key) is None


def test_a_granted_role_holds_from_its_first_day_and_is_on_the_record(hub, acting):
    by = acting(hub.administrator)
    made = grant(hub.teacher, by=by, role=Role.TRIAGE, remit=Remit.CHILDREN,
                 from_on=timezone.localdate())  # fmt: skip

    assert Role.TRIAGE in viewer_for(freshly(hub.teacher)).roles
    assert made.granted_by_id == hub.administrator.pk
    acting(hub.information_governance)
    event = Event.objects.get(verb="role.grant")
    assert (event.reference, event.because) == (f"practitioner {hub.teacher.pk}", "New work")


def test_nobody_grants_to_themselves_whoever_asks(hub, acting):
    by = acting(hub.administrator)
    with pytest.raises(RuleBroken, match="themselves"):
        grant(hub.administrator, by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleGrant.objects.create(
            practitioner=hub.administrator,
            agency=hub.administrator.agency,
            role="analyst",
            from_on=TODAY,
            granted_by=hub.administrator,
            granted_at=NOW,
        )


def test_nobody_grants_in_another_name(hub, acting):
    acting(hub.administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleGrant.objects.create(
            practitioner=hub.teacher,
            agency=hub.school,
            role="analyst",
            from_on=TODAY,
            granted_by=hub.hub_manager,
            granted_at=NOW,
        )


def test_the_database_keeps_researchers_and_decision_makers_apart(hub, acting):
    acting(hub.administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleGrant.objects.create(
            practitioner=hub.school_lead,
            agency=hub.school,
            role="decision_maker",
            remit="children",
            from_on=TODAY,
            granted_by=hub.administrator,
            granted_at=NOW,
        )


@pytest.mark.parametrize("name", ["teacher", "hub_manager", "information_governance", "analyst"])
def test_no_other_role_grants_anything(hub, acting, name):
    with pytest.raises(NotVisible):
        grant(hub.officer, by=acting(getattr(hub, name)))


def test_a_role_ended_at_once_opens_nothing_more(hub, acting, db):
    held = GrantFactory(practitioner=hub.teacher, role="triage", remit="children")
    actions.end_role(held, last_on=None, why="Left", by=acting(hub.administrator), at=NOW)

    assert Role.TRIAGE not in viewer_for(freshly(hub.teacher)).roles
    assert hub.teacher not in holders_of(Role.TRIAGE)
    acting(hub.teacher)
    assert _hub_remits() == []


def _hub_remits():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT om_hub_remits()")
        return cursor.fetchone()[0]


def test_a_grant_can_end_and_can_change_in_nothing_else(hub, acting):
    held = GrantFactory(practitioner=hub.teacher, role="referrer")
    acting(hub.administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleGrant.objects.filter(pk=held.pk).update(role="decision_maker", remit="children")


def test_nobody_moves_themselves_to_another_agency(hub, acting):
    acting(hub.teacher)
    with pytest.raises(DatabaseError), transaction.atomic():
        Practitioner.objects.filter(pk=hub.teacher.pk).update(agency=hub.police)


def test_an_account_that_closes_takes_its_roles_with_it(hub, acting):
    by = acting(hub.administrator)
    actions.close_account(hub.triage, by=by, at=NOW)
    actions.open_account(hub.triage, by=by, at=NOW)

    assert viewer_for(freshly(hub.triage)).roles == frozenset()


def test_nobody_closes_their_own_account(hub, acting):
    with pytest.raises(RuleBroken, match="another administrator"):
        actions.close_account(hub.administrator, by=acting(hub.administrator), at=NOW)


def test_an_account_in_use_keeps_its_address(hub, acting):
    """The link by which a password is chosen goes there."""
    used = PractitionerFactory(agency=hub.school, last_login=NOW)
    by = acting(hub.administrator)
    with pytest.raises(RuleBroken, match="address stays"):
        actions.change_practitioner(used, fields={"email": "other@ashmere.example"}, by=by, at=NOW)


def test_the_audit_keeps_which_fields_changed_and_not_to_what(hub, acting):
    by = acting(hub.administrator)
    actions.change_agency(hub.school, fields={"phone": "01632 960 777"}, by=by, at=NOW)

    acting(hub.information_governance)
    event = Event.objects.get(verb="agency.change")
    assert event.facts == {"changed": ["contact_checked_on", "phone"]}


def test_an_agency_leaves_when_nobody_of_it_has_an_account(hub, acting):
    by = acting(hub.administrator)
    with pytest.raises(RuleBroken, match="accounts"):
        actions.change_agency(hub.school, fields={"is_active": False}, by=by, at=NOW)


AGREEMENT = {"title": "Sharing to keep children safe", "purposes": ["To protect"], "words": "",
             "signed_by": "Pat Example", "review_on": datetime.date(2099, 1, 1)}  # fmt: skip


def test_the_next_version_of_an_agreement_ends_the_one_before(hub, acting):
    AgreementFactory(agency=hub.school)
    by = acting(hub.information_governance)
    fields = {**AGREEMENT, "from_on": datetime.date(2026, 12, 1)}
    made = actions.add_agreement(hub.school, fields=fields, by=by, at=NOW)

    first = SharingAgreement.objects.get(agency=hub.school, version=1)
    assert (made.version, first.ended_on) == (2, datetime.date(2026, 11, 30))


def test_an_agreement_never_changes(hub, acting):
    kept = AgreementFactory(agency=hub.school)
    acting(hub.information_governance)
    with pytest.raises(DatabaseError), transaction.atomic():
        SharingAgreement.objects.filter(pk=kept.pk).update(words="We share everything.")


def test_an_administrator_keeps_no_agreement(hub, acting):
    by = acting(hub.administrator)
    with pytest.raises(NotVisible):
        actions.add_agreement(hub.school, fields={**AGREEMENT, "from_on": TODAY}, by=by, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        SharingAgreement.objects.create(agency=hub.school, from_on=TODAY, **AGREEMENT)


def test_an_agreement_ends_after_its_last_day(hub, acting):
    kept = AgreementFactory(agency=hub.school)
    by = acting(hub.information_governance)
    ended = actions.end_agreement(kept, ended_on=TODAY, why="Replaced", by=by, at=NOW)

    assert ended.ended_on == TODAY
    with pytest.raises(RuleBroken, match="before the agreement began"):
        actions.end_agreement(kept, ended_on=datetime.date(2025, 1, 1), why="Wrong", by=by, at=NOW)
