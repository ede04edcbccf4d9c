"""The instruments that may be used: the library's, and what a licensee of the partnership brought."""
