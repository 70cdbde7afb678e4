"""Who acts? SimPy processes that wait, ask a rule and record; the actors never import each other."""
