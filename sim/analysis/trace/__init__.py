"""How did one replication go? Its log as dated sentences."""
