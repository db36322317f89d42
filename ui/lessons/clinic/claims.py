"""What the ward says of a low loss."""

from lstm_core.said import percent
from ui.lessons.clinic.diagnosis import LAST, ended
from ui.lessons.clinic.ward import patients, reading


def low_loss() -> str:
    """The patient whose fault came after its training."""
    loss = patients()["swapped"].curves["loss"][-LAST:].mean()
    return (
        f"One of the ill had a loss of {loss:.3f} at the end of its training, and {percent(ended('swapped'))} of its "
        f"sequences right. As it was loaded, it gets {percent(reading('swapped').right)} of new sequences right."
    )


VERDICTS = {"low_loss": low_loss}
