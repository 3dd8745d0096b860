"""HTTP of the launch, one file or folder for each audience."""
