"""Agency extracts of invented families that the identity model has never seen.

Made apart from whatever the model is trained and tuned on: other name lists, other troubles, other rates.
A threshold that holds here was not fitted to one generator. Standard library, NumPy, PyYAML and pandas only.
"""

from bench.identity.held_out.extracts import write_held_out

__all__ = ["write_held_out"]
