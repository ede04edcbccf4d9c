"""Asking agencies: whom, about whom, what, why lawfully, and by when."""
