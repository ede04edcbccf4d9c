"""Who plays in the practice hub, and how one acts as one of them."""
