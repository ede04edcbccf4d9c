"""Share what was decided in the practice hub, take it on, send it back, recall it, end it."""
