"""The firewall in the database: who may see which row, enforced for the application's role.

`tables` states for every table who reads, adds and changes it; `apply` writes that down as
row-level security; `identify` says in a transaction who is asking. A forgotten check in a view
then shows nothing rather than everything.
"""

from openmash.firewall.identify import acting_as, hold_draft, identify

__all__ = ["acting_as", "hold_draft", "identify"]
