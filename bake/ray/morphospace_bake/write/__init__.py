"""The static layout of docs/format.md."""
