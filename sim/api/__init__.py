"""What does a notebook hold? Scenarios in, results out, nothing global in between."""
