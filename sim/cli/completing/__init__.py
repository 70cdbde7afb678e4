"""What could be typed next? Answers a shell that asks, from the files that the line names."""
