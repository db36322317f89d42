"""What the ward says of a low loss."""

from lstm_core.said import percent
from ui.lessons.clinic.diagnosis import LAST, ended
from ui.lessons.clinic.ward import patients, reading


def low_loss() -> str:
    """The patient whose fault came after its training."""
    loss = patients()["swapped"].curves["loss"][-LAST:].mean()
    return (
        f"One of the ill networks ended its training with a loss of {loss:.3f} and {percent(ended('swapped'))} of its "
        f"sequences right. After loading, {percent(reading('swapped').right)} of new sequences are right."
    )


VERDICTS = {"low_loss": low_loss}
