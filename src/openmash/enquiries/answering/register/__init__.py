"""The register of decisions not to share: counted and reviewable, never what was held."""
