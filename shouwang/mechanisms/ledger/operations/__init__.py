"""Writing the ledger. Every operation is one transaction and records its event itself."""
