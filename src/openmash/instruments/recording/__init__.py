"""Recording: before you start, the questions section by section, each agency's part, the voice."""
