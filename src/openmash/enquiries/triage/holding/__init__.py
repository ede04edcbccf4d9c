"""What the hub already holds about the people of a contact: contacts, enquiries, workers."""
