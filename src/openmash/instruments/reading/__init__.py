"""Reading: all assessments of an enquiry or a person, one page of one, and what changed."""
