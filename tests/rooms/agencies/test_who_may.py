"""The table of who may, as a lead can check it: a change of policy changes this file too."""

import csv
import io

from openmash.agencies import wording
from openmash.policy import PERMISSIONS, Permission, Role

# Each permission with the roles that have it, in the words of the sharing agreement.
EXPECTED = """
contact.say             | everybody
contact.read_agency     | agency_researcher
contact.triage          | triage decision_maker hub_manager
person.read             | triage decision_maker hub_manager
match.decide            | triage decision_maker hub_manager
enquiry.read            | triage decision_maker hub_manager
enquiry.open            | triage decision_maker hub_manager
piece.read              | triage decision_maker hub_manager
piece.read_meeting      | decision_maker
request.send            | triage decision_maker hub_manager
request.answer          | agency_researcher
decide                  | decision_maker
agreement.override      | decision_maker
work.reassign           | hub_manager
product.send            | decision_maker
product.receive         | agency_researcher lead_practitioner
risk.accept             | triage decision_maker hub_manager lead_practitioner
audit.read              | information_governance
figures.read            | triage decision_maker hub_manager information_governance analyst
agreement.keep          | information_governance
administer              | administrator
"""


def expected() -> dict[str, set[str]]:
    found = {}
    for line in EXPECTED.strip().splitlines():
        permission, roles = (part.strip() for part in line.split("|"))
        found[permission] = set(Role) if roles == "everybody" else set(roles.split())
    return found


def test_policy_permits_what_the_table_says_and_nothing_more():
    permitted = {
        permission.value: {role.value for role in Role if permission in PERMISSIONS[role]}
        for permission in Permission
    }

    assert permitted == expected()


def test_the_file_that_is_given_out_says_the_same(hub, signed_in):
    response = signed_in(hub.teacher).get("/partnership/who-may.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    given = {row.pop("permission"): {role for role, yes in row.items() if yes} for row in rows}
    assert given == expected()


def test_every_role_and_permission_has_words():
    assert set(wording.ROLE_WORDS) == set(wording.ROLE_MEANINGS) == set(Role)
    assert set(wording.PERMISSION_WORDS) == set(Permission)
