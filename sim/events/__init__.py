"""What can happen? The event log, the only product of a run."""
