"""Who do I call, may I share, what happens next; and the network of agencies on one page."""
