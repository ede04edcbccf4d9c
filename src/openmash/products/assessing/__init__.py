"""The whole record of an assessment on paper."""
