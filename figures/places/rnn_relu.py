"""The vanilla network with a rectifier."""

from figures.places.rnn import PLACES as RNN

PLACES = RNN._replace(
    boxes=tuple((shape, "ReLU" if text == "tanh" else text, *rest) for shape, text, *rest in RNN.boxes)
)
