"""The end of an enquiry: only when everybody has answered and everybody was told."""
