"""What the ledger's acts ask."""
