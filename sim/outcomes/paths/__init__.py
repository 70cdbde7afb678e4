"""What did each clause rest on in the end? Its realised critical path, read from the log."""

from sim.outcomes.paths.rows import float_rows, path_rows, paths_of

__all__ = ["float_rows", "path_rows", "paths_of"]
