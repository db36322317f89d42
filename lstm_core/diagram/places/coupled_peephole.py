"""The coupled LSTM with a look at the memory for both gates."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("igo", peepholes=True), peepholes=True, coupled=True)
