"""What an agency sees of a request, and the honest answers it can give."""
