"""Answers three questions about a baked survey over HTTP, where files do not do: docs/service.md."""
