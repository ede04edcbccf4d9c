"""What came back to somebody: a late answer, a refusal, more news, an offer not taken up."""
