"""Small answers: whether somebody is known, and whether one has seen a thing too."""
