"""One piece: who said it, when, how graded; marked significant; or added by the hub."""
