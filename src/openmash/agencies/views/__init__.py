"""The pages of the agencies room: the partnership, its agencies, people and agreements."""
