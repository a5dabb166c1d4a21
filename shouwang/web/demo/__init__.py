"""The demo county: synthetic families, offices and histories. Every row says that it is synthetic."""
