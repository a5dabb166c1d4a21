"""What every test may use: the record of proofs, the two database roles, a real browser."""
