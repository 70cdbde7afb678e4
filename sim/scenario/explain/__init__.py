"""What does a scenario say? Its blocks in sentences for a reader who does not program."""
