"""What the hub does with a request it has sent: takes it back, or tells one line."""
