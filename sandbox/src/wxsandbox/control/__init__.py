"""The sandbox's own API under /_sandbox: provisioning, clock, faults, journal. WeChat has nothing like it."""
