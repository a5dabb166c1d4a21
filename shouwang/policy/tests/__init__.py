"""Tests of the law: sentences about packs, conditions, clocks and scenarios."""
