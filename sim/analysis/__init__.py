"""What does it mean? Rows become summaries, stories and charts."""
