"""How is a run executed? A roster and draws in, an event log out."""
