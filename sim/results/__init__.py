"""Where do the rows live? Tables, their digests, and the folder that keeps them."""
