"""The answer of a rule: yes or no, and always because of something."""

from dataclasses import dataclass

from openmash.errors import NotVisible


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer with its reason, which goes into the audit as it stands.

    A verdict is true or false like a boolean, so `if not verdict` reads as practice does.
    The reason names rules and roles, never a person.
    """

    allowed: bool
    because: str

    def __bool__(self) -> bool:
        return self.allowed


def require(verdict: Verdict) -> Verdict:
    """Return the verdict if it allows, and otherwise stop as if the thing did not exist.

    Raises:
        NotVisible: the verdict refuses. Absent and forbidden get one answer.
    """
    if not verdict:
        raise NotVisible(
            "There is nothing here with that reference. "
            "Check it, or ask the person who gave it to you."
        )
    return verdict
