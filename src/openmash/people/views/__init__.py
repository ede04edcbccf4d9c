"""The pages of the people room: search, a person, match review, and to whom somebody is open."""
