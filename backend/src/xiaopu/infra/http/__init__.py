"""The HTTP edge that all modules share: problems, strict inputs, tickets."""
