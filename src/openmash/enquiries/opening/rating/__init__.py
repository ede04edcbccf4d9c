"""Rate an enquiry again, and settle why agencies may say more than that they know somebody."""
