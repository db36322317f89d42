"""Reading one file in this process: which format it is, and what it holds; every way to fail is a sentence."""

from collections.abc import Mapping

from lstm_core.found import Found
from lstm_core.models.contents import Contents, Format
from lstm_core.models.errors import ModelFileError
from lstm_core.models.limits import check_size, refuse
from lstm_core.models.zips import START, archive

FORMATS: Found[Format] = Found("lstm_core.models.formats", "FORMAT")


def read(files: Mapping[str, bytes]) -> tuple[str, Contents]:
    """(The format's title, what the first file holds); ModelFileError, in a sentence, for what is not read."""
    who, content = next(iter(files.items()))
    check_size(who, sum(len(each) for each in files.values()))
    form = format_of(who, content)
    try:
        return form.title, form.read(files)
    except ModelFileError:
        raise
    except MemoryError:
        raise refuse(who, "to read it takes more memory than one file may take here") from None
    except Exception:  # whatever a torn file makes a parser raise
        raise refuse(who, f"it looks like a file of {form.title}, but it is damaged") from None


def format_of(who: str, content: bytes) -> Format:
    """The format that a file is known to have by its bytes; its name says nothing."""
    for form in FORMATS.values():
        if form.recognises(content):
            return form
    if content[: len(START)] == START:
        archive(who, content, compressed=True)  # which says what is wrong with it, if anything is
        raise refuse(who, "it is an archive (zip), but none that PyTorch, NumPy or Keras writes")
    known = ", ".join(sorted({ending for form in FORMATS.values() for ending in form.endings}))
    what = "the file is empty" if not content else f"its bytes are of no format that is read here ({known})"
    raise refuse(who, what)
