"""A contact about somebody who is open already goes to their worker: spoken, then accepted."""
