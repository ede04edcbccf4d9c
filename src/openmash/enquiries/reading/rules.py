"""What the list shows, what a filter means, and when a watched board has changed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

STAGES = {
    "opened": "Opened",
    "requested": "Agencies asked",
    "gathered": "Answers are in",
    "analysis": "Being read together",
    "decided": "Decided",
    "disseminated": "Shared",
    "closed": "Ended",
}
REMITS = {"children": "Children", "adults": "Adults at risk"}


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """Which enquiries somebody asked for. Without a stage, those that have not ended."""

    is_mine: bool = False
    is_late: bool = False
    stage: str = ""
    remit: str = ""

    @property
    def query(self) -> str:
        """The filter as it stands in an address, without the question mark."""
        chosen = {
            "mine": "yes" if self.is_mine else "",
            "late": "yes" if self.is_late else "",
            "stage": self.stage,
            "remit": self.remit,
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def in_words(self) -> str:
        """The filter in words, for the audit and for an empty list: no name ever stands in it."""
        said = [
            "mine" if self.is_mine else "",
            "late" if self.is_late else "",
            STAGES.get(self.stage, "").lower(),
            REMITS.get(self.remit, "").lower(),
        ]
        return ", ".join(filter(None, said)) or "all that have not ended"


def read_list_filter(asked: Mapping[str, str]) -> ListFilter:
    """Return the filter that an address asks for. What it does not know, it leaves out."""
    stage, remit = asked.get("stage", ""), asked.get("remit", "")
    return ListFilter(
        is_mine=asked.get("mine") == "yes",
        is_late=asked.get("late") == "yes",
        stage=stage if stage in STAGES else "",
        remit=remit if remit in REMITS else "",
    )


def list_choices(chosen: ListFilter, *, remits: set[str]) -> list[dict[str, object]]:
    """Return each filter as a link; following one that is on takes it off again."""
    said = [
        ("All", ListFilter(), not chosen.query),
        ("Risk is mine", replace(chosen, is_mine=not chosen.is_mine), chosen.is_mine),
        ("Late", replace(chosen, is_late=not chosen.is_late), chosen.is_late),
    ]
    if len(remits) > 1:
        said += [
            (words, replace(chosen, remit="" if chosen.remit == code else code),
             chosen.remit == code)
            for code, words in REMITS.items()
        ]  # fmt: skip
    said += [
        (words, replace(chosen, stage="" if chosen.stage == code else code), chosen.stage == code)
        for code, words in STAGES.items()
    ]
    return [
        {"label": label, "url": f"?{one.query}" if one.query else "?", "current": is_on}
        for label, one, is_on in said
    ]


def board_mark(*, version: int, late: int, today: date) -> str:
    """Return what tells one state of a board from the next.

    The version moves with every change. An answer that falls due changes the board without
    anybody doing anything, and so does midnight; both are in the mark.
    """
    return f"{version}.{late}.{today:%Y%m%d}"


def answer_news(agency: str, *, state: str, pieces: int) -> str:
    """Return how a fresh answer is announced: "Health visiting answered: 3 pieces"."""
    said = {
        "nothing_held": "searched: nothing held",
        "nothing_relevant": "answered: known, nothing relevant",
        "cannot_share": "cannot share",
        "cannot_search": "cannot search",
        "not_searched": "has not searched",
        "need_longer": "needs longer",
    }.get(state)
    if said:
        return f"{agency} {said}"
    return f"{agency} answered: {pieces} piece{'' if pieces == 1 else 's'}"


def is_identified(name: str, *, family_name: str = "") -> bool:
    """Say whether somebody is named well enough to be looked up: two names, not a description.

    "Dev" is what somebody is called, and "a man" is what somebody looked like. Neither can be
    searched for, so both are still to be established.
    """
    words = name.replace("“", " ").replace("”", " ").replace('"', " ").split()
    if len(words) < 2 and not (words and family_name.strip()):
        return False
    first = words[0].lower()
    return first not in {"a", "an", "the", "unknown", "not", "unnamed", "somebody", "someone"}
