"""The people of an enquiry: the sentence in the middle, the adults around, who may be contacted."""
