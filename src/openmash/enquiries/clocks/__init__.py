"""Clocks that run: started by an event, stopped by another, late kept and shown."""
