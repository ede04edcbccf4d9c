"""What every test may lean on: a real database, an identity to act as, a fixed clock."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests import databases

# A test never asserts wall time: a busy machine is no reason for a law to fail.
settings.register_profile("openmash", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("openmash")

ALL_ROLES = ["default", "audit", "owner"]


def pytest_collection_modifyitems(items) -> None:
    """A test that uses the database uses all three of its roles."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases=ALL_ROLES))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    with django_db_blocker.unblock():
        name = databases.copy_for(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield
    with django_db_blocker.unblock():
        databases.drop(name)


@pytest.fixture
def hub(db):
    """A hub with its partnership and agencies, and somebody in every role."""
    from tests.factories import make_hub

    return make_hub()


@pytest.fixture
def acting(db):
    """Act as a practitioner: `viewer = acting(practitioner)` sets the database's identity too."""
    from openmash import firewall
    from openmash.agencies.access import viewer_for
    from tests.factories import freshly

    def act(practitioner):
        practitioner = freshly(practitioner)
        firewall.identify(viewer_id=practitioner.pk)
        return viewer_for(practitioner)

    return act


@pytest.fixture
def signed_in(client):
    """A browser-like client signed in as a practitioner: `signed_in(practitioner)`."""

    def sign_in(practitioner):
        from openmash import firewall
        from openmash.policy import Service

        firewall.identify(viewer_id=0, service=Service.SIGN_IN)
        client.force_login(practitioner)
        return client

    return sign_in
