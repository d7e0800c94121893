"""Bytes in, bytes out: files for and from other programs."""
