"""Take the practice contacts through triage: read, rated, answered, handed over, or an enquiry."""
