"""What has been: who looked at an enquiry, what changed in it, who held its risk."""
