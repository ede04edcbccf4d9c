"""Secrets of drafts and receipts: made from the hub's own key, so that the database holds none.

Whoever reads the database alone finds hashes. The draft's address and the receipt's code can be
made again for their owner at any time, because they follow from the draft's submission key.
"""

import base64
import hashlib
import hmac
import re
from uuid import UUID

from django.conf import settings

RECEIPT_SIGNS = 12


def draft_key(submission_key: UUID) -> str:
    """Return what stands in a draft's address: 160 bits that nobody can guess."""
    return _made("draft", submission_key).decode().lower()


def receipt_code(submission_key: UUID) -> str:
    """Return the code that opens the receipt page together with the reference: "K7QD-M3XA-9TPC"."""
    signs = _made("receipt", submission_key).decode()[:RECEIPT_SIGNS]
    return "-".join(signs[start : start + 4] for start in range(0, RECEIPT_SIGNS, 4))


def hashed(secret: str) -> str:
    """Return the hash under which the database knows a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hashed_code(typed: str) -> str:
    """Return the hash of a receipt code as people type it: small letters, spaces, no dashes."""
    signs = re.sub(r"[^A-Z2-7]", "", typed.upper().replace("0", "O").replace("1", "I"))
    if len(signs) != RECEIPT_SIGNS:
        return ""
    return hashed("-".join(signs[start : start + 4] for start in range(0, RECEIPT_SIGNS, 4)))


def _made(purpose: str, submission_key: UUID) -> bytes:
    message = f"{purpose} {submission_key}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return base64.b32encode(digest[:20])
