"""Who does the jobs? This process, others on this machine, or a cluster."""
