"""What a contact brings into an enquiry: its people as subjects, its words as pieces."""
