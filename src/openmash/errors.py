"""What can go wrong, named. The message of each error is written for the person who meets it.

A practitioner's message says what happened and what to do next. A maintainer's message says
the file, the value and the repair. Neither carries anybody's name, details or narrative.
"""


class OpenMashError(Exception):
    """Something the hub will not do, or cannot do, with a sentence that says why."""


class RuleBroken(OpenMashError):
    """A rule of practice forbids this, and the message says which and what to do instead."""


class NaiveTime(OpenMashError):
    """A moment came without a timezone, so nobody can say when it was."""


class BadInput(OpenMashError):
    """What was handed in cannot be read or makes no sense: file, field, and the repair."""


class NotVisible(OpenMashError):
    """There is nothing here for this viewer: absent and forbidden get this one answer."""


class UnknownSource(OpenMashError):
    """A law, guidance or tool is cited that is not in `library/sources.yaml`."""


class UnknownClock(OpenMashError):
    """A clock is named that is not in `library/clocks.yaml`."""
