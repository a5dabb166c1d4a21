"""Reading cases: the board, one case, its picture, its silence, what was asked of whom."""
