"""What matters? Which factors move an outcome, by how much, and what share of it is chance."""
