"""The column every outcome table begins with."""

from sim.catalogue.entry import Entry

REPLICATION = Entry("replication", "", "Number of the replication.", "which one was run")
