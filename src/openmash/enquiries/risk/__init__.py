"""Who holds the risk: one named person at every moment, until another named person accepts it."""
