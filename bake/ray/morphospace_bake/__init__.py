"""Bakes a survey into the static layout of docs/format.md, on one machine or on a Ray cluster."""
