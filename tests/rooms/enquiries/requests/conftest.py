"""A hub with an enquiry, and the school asked about it."""

import uuid
from types import SimpleNamespace

import pytest
from tests.rooms.enquiries.requests.factories import NOW, ask_school, make_enquiry

from openmash.enquiries.answering.actions import open_request, send_answer
from openmash.enquiries.answering.drafts.actions import draft_of


@pytest.fixture
def table(hub, acting):
    """The hub with its enquiry; `table.asked` is the request to the school."""
    make_enquiry(hub)
    hub.asked = ask_school(hub, acting(hub.triage))
    return hub


@pytest.fixture
def answers(acting):
    """Answer a request as a practitioner: `answers(request, answer, pieces, by=…)`."""

    def answer(request, given, *pieces, by, at=NOW, key=None):
        viewer = acting(by)
        is_spoken = bool(given.said_by)
        if not is_spoken:
            request = open_request(request, by=viewer, at=at)
        draft = draft_of(request, is_spoken=is_spoken, by=viewer, at=at)
        return send_answer(
            request, given, pieces=pieces, key=str(key or draft.key), by=viewer, at=at
        )

    return answer


@pytest.fixture
def a_stale_key():
    return SimpleNamespace(key=uuid.uuid4())
