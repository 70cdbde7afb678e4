"""Why was it late? What the critical paths of all replications have in common."""
