"""What is assumed? Scenario files: their words, their numbers and where each came from."""
