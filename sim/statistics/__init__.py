"""How sure are we? Plain arrays in, estimates with their intervals out."""
