"""The tour: what a newcomer does step by step, and how far their own worry has come."""
