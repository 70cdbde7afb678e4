"""Who acts? SimPy processes that wait, ask a rule and record; actors never import each other."""
