"""What each role sees and does."""
