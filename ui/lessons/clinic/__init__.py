"""The seven patients of *Clinic*: which lies where, what their instruments show, what a diagnosis is worth."""
