"""The thread through the lessons: what there is to do in each, what comes next, how far a reader has come."""
