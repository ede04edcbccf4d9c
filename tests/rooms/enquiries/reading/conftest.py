import pytest
from tests.rooms.enquiries.reading.family import make_family


@pytest.fixture
def family(hub):
    return make_family(hub)


@pytest.fixture
def looks_kept(monkeypatch):
    """Write looks where the test can read them: their own connection outlives its transaction."""
    monkeypatch.setattr("openmash.audit.records.LOOKS", "default")
