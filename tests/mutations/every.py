"""All deliberate errors, beside those in rules, program and cells of the core."""

from tests.mutations.in_film import FILM
from tests.mutations.in_pictures import PICTURES
from tests.mutations.in_python import PYTHON
from tests.mutations.in_torch import TORCH

EVERY = (*PYTHON, *FILM, *PICTURES, *TORCH)
