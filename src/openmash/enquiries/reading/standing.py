"""How one piece stands: since when the hub knows it, whether it was taken back, its mark."""

from datetime import date, tzinfo


def hub_knew_on(piece, *, zone: tzinfo) -> date:
    """Return the day the hub learnt a piece, which is not the day its agency did."""
    return piece.at.astimezone(zone).date()


def is_taken_back(piece) -> bool:
    """Say whether a piece no longer stands: withdrawn, or replaced by a correction."""
    return piece.is_replaced or getattr(piece, "withdrawal", None) is not None


def is_significant(piece) -> bool:
    """Say whether a person marked a piece as significant; the latest mark counts."""
    marks = sorted(piece.marks.all(), key=lambda mark: (mark.at, mark.pk))
    return marks[-1].is_significant if marks else piece.is_significant
