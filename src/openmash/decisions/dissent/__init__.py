"""What each agency thinks, kept word for word; a disagreement taken further, stage by stage."""
