"""The peephole LSTM that writes all of its candidate."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("fgo", peepholes=True), peepholes=True)
