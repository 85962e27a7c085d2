"""What is fitted on a sample, and how every galaxy finds its place in it."""
