"""What the rows of many runs mean, for somebody who would rather look than read."""
