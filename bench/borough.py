"""Make a database with a borough in it, once, and point Django at it."""

import hashlib
import sys
import time
from importlib.resources import files

from django.db import connections
from tests import databases

from openmash.enquiries.jigsaw.places import picture_on_the_box

NAME = "openmash_bench_borough"


def stand() -> None:
    """Make the borough unless it stands already as schema and script have it; point at it."""
    script = files("bench").joinpath("borough.sql").read_bytes()
    name = f"{NAME}_{databases.fingerprint()}_{hashlib.sha256(script).hexdigest()[:6]}"
    with databases._as_owner() as owner:
        is_there = databases._exists(owner, name)
    if not is_there:
        copy = databases.copy_for("bench")
        _fill()
        for alias in connections:
            connections[alias].close()
        with databases._as_owner() as owner:
            owner.execute(databases._named("ALTER DATABASE {} RENAME TO {}", copy, name))
    databases.point_at(name)


def _fill() -> None:
    started = time.monotonic()
    print("Making a borough: 100,000 people, 1,000,000 pieces …", file=sys.stderr)
    codes = [place.code for place in picture_on_the_box("children").places]
    array = "ARRAY[" + ",".join(f"'{code}'" for code in codes) + "]"
    script = files("bench").joinpath("borough.sql").read_text("utf-8")
    blanks = files("bench").joinpath("blanks.sql").read_text("utf-8")
    with connections["owner"].cursor() as cursor:
        cursor.execute(blanks)
        for statement in script.replace(":places", array).split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    print(f"… made in {time.monotonic() - started:.0f} s", file=sys.stderr)
