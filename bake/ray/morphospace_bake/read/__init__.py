"""Inputs: where galaxies are, and their columns."""
