"""Ask agencies in the practice hub, and answer for them."""
