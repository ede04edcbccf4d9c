"""Who is told when an answer comes in."""
