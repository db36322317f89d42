"""How much a page of equations may hold, and what an equation is, in a sentence."""

MAX_LINES, MAX_CHARACTERS, MAX_NODES, MAX_DEPTH = 40, 2000, 200, 30

ALLOWED = "an equation is name = expression, with + - * / @, ( ), numbers, sigmoid, tanh, relu, exp, log, max, conv"

TOO_DEEP = f"nested too deep; at most {MAX_DEPTH} levels are allowed"
