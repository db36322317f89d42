"""What *For teachers* makes: the link of a class, and a list of its slips."""
