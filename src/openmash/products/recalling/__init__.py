"""Call a product back, or leave one that was begun."""
