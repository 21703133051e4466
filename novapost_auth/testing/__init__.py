"""For people who test their own code."""
