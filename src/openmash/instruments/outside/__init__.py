"""Results of tools that belong to others: what came out, never their questions."""
