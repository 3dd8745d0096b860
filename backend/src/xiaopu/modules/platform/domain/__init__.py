"""Words and rules of platform: pushes, grants, registrations. Pure."""
