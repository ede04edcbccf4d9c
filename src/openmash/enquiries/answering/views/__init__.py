"""Pages of requests: the agency's side, the hub's side, pieces, and the small answers."""
