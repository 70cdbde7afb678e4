"""What is measured? Whatever can be computed from the event log and the names alone."""
