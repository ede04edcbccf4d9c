"""Who is what to whom in an enquiry, and who lives where: each with who said so and when."""
