"""Files of Keras, .keras and .h5, with what they say of the layers."""

from collections.abc import Mapping

from lstm_core.models.contents import Contents, Format
from lstm_core.models.errors import ModelFileError
from lstm_core.models.keras.archive import opened
from lstm_core.models.keras.reading import contents_of
from lstm_core.models.limits import refuse
from lstm_core.models.zips import names_in

HDF5 = b"\x89HDF\r\n\x1a\n"

HOW = """\
model.save("model.keras"), or model.save("model.h5") for Keras 2. A file of weights alone (.weights.h5) does not say in
which order the layers run, nor what squashes in them: it is not read."""


def _recognises(content: bytes) -> bool:
    return content[:8] == HDF5 or bool({"config.json", "model.weights.h5"} & names_in(content))


def _read(files: Mapping[str, bytes]) -> Contents:
    who, content = next(iter(files.items()))
    saved = opened(who, content)
    try:
        return contents_of(saved)
    except ModelFileError as error:
        raise refuse(who, str(error)) from None


FORMAT = Format("Keras", (".keras", ".h5"), _recognises, _read, HOW)
