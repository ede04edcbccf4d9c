"""From answers to a signature: prompts, a supervisor's view, the judgement, a second person."""
