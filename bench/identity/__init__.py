"""How well records are put together into people: invented partnerships, measures and peers."""
