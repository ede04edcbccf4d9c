"""News of the agencies room, for rooms above that it does not know.

`practitioner_invited` carries `practitioner`, `key` (the one-time key of the link, a secret) and
`at`, inside the transaction that made it. Whoever can reach people by message sends the link.
"""

from django.dispatch import Signal

practitioner_invited = Signal()
