"""The vanilla network with a rectifier."""

from lstm_core.diagram.places.rnn import PLACES as RNN

PLACES = RNN._replace(
    boxes=tuple((shape, "ReLU" if text == "tanh" else text, *rest) for shape, text, *rest in RNN.boxes)
)
