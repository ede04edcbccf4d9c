"""The living example: one family whose enquiry stands open at its most telling moment."""
