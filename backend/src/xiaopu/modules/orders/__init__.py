"""Orders: from a quote to a received parcel. The price is computed in one place; each state is one
conditional UPDATE.
"""
