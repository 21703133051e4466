"""The one way out to the network.

A message comes in, an answer goes out, or a failure that says whether the message was handed over.
"""
