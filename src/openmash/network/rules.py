"""What people can be to one another, read from either end."""

# kind -> what the first is to the second, and what the second is to the first
TIES: dict[str, tuple[str, str]] = {
    "mother_of": ("mother", "child"),
    "father_of": ("father", "child"),
    "parent_of": ("parent", "child"),
    "child_of": ("child", "parent"),
    "step_parent_of": ("step-parent", "step-child"),
    "grandparent_of": ("grandparent", "grandchild"),
    "aunt_or_uncle_of": ("aunt or uncle", "niece or nephew"),
    "carer_of": ("carer", "person they care for"),
    "foster_carer_of": ("foster carer", "child they foster"),
    "teacher_of": ("teacher", "pupil"),
    "comes_and_goes_with": ("comes and goes here", "home where they come and go"),
    "feared_by": ("person feared", "afraid of them"),
    "partner_of": ("partner", "partner"),
    "former_partner_of": ("former partner", "former partner"),
    "sibling_of": ("brother or sister", "brother or sister"),
    "cousin_of": ("cousin", "cousin"),
    "lives_with": ("lives in the same home", "lives in the same home"),
    "friend_of": ("friend", "friend"),
    "neighbour_of": ("neighbour", "neighbour"),
    "associate_of": ("associate", "associate"),
    "related_to": ("relative", "relative"),
}
_INVERSES = {
    "mother_of": "child_of", "father_of": "child_of", "parent_of": "child_of",
    "child_of": "parent_of",
}  # fmt: skip


def other_is(kind: str, *, other_is_first: bool) -> str:
    """Return in words what the other person of a tie is: "mother", or from her end "child"."""
    first, second = TIES.get(kind, (kind.replace("_", " "),) * 2)
    return first if other_is_first else second


def inverse(kind: str) -> str:
    """Return the kind of the same tie read from its other end, where it has a kind of its own."""
    first, second = TIES.get(kind, ("", "-"))
    return kind if first == second else _INVERSES.get(kind, "related_to")
