"""Tell the practice hub's stories one after another, each from its contact to where it ends."""

import uuid
from collections.abc import Callable
from datetime import datetime
from random import Random

from django.db import connections

from openmash.contacts.actions import submit_answers
from openmash.demo import enquiry_story
from openmash.demo.cast.access import find_cast, playing
from openmash.demo.households import draw_households
from openmash.demo.living import actions as living
from openmash.demo.planning import HERE, Occasion, anchor, plan
from openmash.demo.scene import Scene
from openmash.demo.tellings import answers_of
from openmash.demo.triaging.actions import run_triage
from openmash.enquiries.clocks.actions import clockwork
from openmash.people.actions import resolve_contact

SAY_EVERY = 25
KEYS = uuid.UUID("3f0c2f5e-40d2-4a7e-9f3b-7b1c5f8a9d10")  # so that one seed gives one set of keys


def tell_all(draw: Random, *, now: datetime, scale: float, progress: Callable[[str], None]) -> None:
    """Tell every story in the order in which its contact came. Runs as the service that sets up."""
    until = anchor(now, calendar=clockwork().calendar)
    households = draw_households(draw, on=until.astimezone(HERE).date())
    occasions = plan(households, draw=draw, until=until, scale=scale)
    scene = Scene(cast=find_cast(), draw=draw, until=until)
    progress(f"Telling {len(occasions)} stories about {len(households)} families …")
    example = living.moments(until)
    before = [one for one in occasions if one.at < example[-1][0]]
    _set_enquiry_number(sum(one.opens_enquiry for one in before))
    for number, occasion in enumerate(occasions, start=1):
        while example and example[0][0] <= occasion.at:
            moment, row = example.pop(0)
            living.tell(row, at=moment, scene=scene)
        tell_one(number, occasion, scene=scene)
        if number % SAY_EVERY == 0:
            progress(f"  {number} of {len(occasions)}")


def _set_enquiry_number(enquiries_to_come: int) -> None:
    """Begin so that the living example gets the number by which the tour calls it."""
    wanted = living.written()["enquiry_number"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT last_value, is_called FROM om_enquiry_number")
        last, is_used = cursor.fetchone()
        if not is_used and last <= wanted - enquiries_to_come:
            cursor.execute(
                "SELECT setval('om_enquiry_number', %s, false)", [wanted - enquiries_to_come]
            )


def tell_one(number: int, occasion: Occasion, *, scene: Scene) -> None:
    """Send one contact as whoever says it, find out who its people are, and go on from there."""
    by, writer = scene.cast.writer_of(occasion.agency)
    answers = answers_of(
        occasion.telling, household=occasion.household, writer=writer, at=occasion.at
    )
    with playing(by):
        contact = submit_answers(
            answers, by=by, at=occasion.at, submission_key=uuid.uuid5(KEYS, str(number))
        )
        resolve_contact(contact.reference, at=occasion.at)
    enquiry = run_triage(contact, occasion, scene=scene)
    if enquiry is not None:
        enquiry_story.go_on(enquiry, occasion, scene=scene)
