"""What contacts tell the rooms above, which it does not know."""

from django.dispatch import Signal

# Sent inside the submitting transaction, so that no contact is ever without its triage.
# Arguments: contact, at.
contact_submitted = Signal()

# Sent after a statement was added to a contact. Arguments: statement, at.
statement_added = Signal()
