"""What is measured? Everything that is computed from the event log and the names, and nothing else."""
