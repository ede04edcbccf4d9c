"""Run every measurement: `make bench`, or `python -m bench NAME` for one."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("OPENMASH_BENCH", "1")

import django

django.setup()

from bench import arrival, pages

ALL = {"pages": pages.run, "arrival": arrival.run}


def main() -> int:
    """Run what was asked for, and return 1 if any limit was passed."""
    names = sys.argv[1:] or list(ALL)
    return int(not all([ALL[name]() for name in names]))


if __name__ == "__main__":
    sys.exit(main())
