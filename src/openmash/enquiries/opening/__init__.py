"""A contact becomes an enquiry, or goes into one that is open."""
