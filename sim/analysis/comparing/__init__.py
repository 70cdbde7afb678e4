"""What does a change do? From the tables of scenarios run under the same chance to differences."""
