"""Proofs of the checks themselves: each catches its bad sample and passes its good one."""
