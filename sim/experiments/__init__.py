"""What is repeated? The same question, with other chance."""
