"""Answer the people room: where somebody is mentioned; and tell those who read an enquiry when
two of its people were found to be one, or one to be two."""
