"""Images that a person supplies: one .npz, or a folder with a sub-folder of PNG, PGM or .npy files for every class."""

import struct
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.own_data.arrays import is_arrays, read_arrays
from lstm_core.own_data.given import MOST_BYTES, content_of
from lstm_core.own_data.names import plain_name, shown
from lstm_torch.data.digest import digest
from lstm_torch.data.pixels import pgm, png

MOST_IMAGES = 100_000
NEEDED = (
    "--data names a .npz with images (N, Y, X) and labels (N,), or a folder with a folder of PNG files for each class"
)
KINDS = (".png", ".pgm", ".npy")


class Pictures(NamedTuple):
    """Grey images (N, Y, X) from 0 to 1, labels (N,), the classes' names."""

    images: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]

    def about(self, name: str) -> dict:
        """What a run keeps of the data that it began with."""
        count, height, width = self.images.shape
        said = f"{plain_name(name)}: {count:,} images of {width} × {height}, {len(self.classes)} classes"
        return {"from": said, "sha256": digest([self.images, self.labels, *self.classes]), "notes": []}


def open_pictures(name: str) -> Pictures:
    """What lies there; FileNotFoundError or ValueError, in a sentence. Nothing in a file is executed."""
    path = Path(name)
    if not name or not path.exists():
        raise FileNotFoundError(f"the images are missing ({plain_name(name, 'no --data was given')}): {NEEDED}")
    found = of_folder(path) if path.is_dir() else of_arrays(path)
    images, _, classes = found
    if not 2 <= len(images) <= MOST_IMAGES:
        raise ValueError(f"{path.name} holds {len(images):,} images; from 2 to {MOST_IMAGES:,} are read")
    if len(classes) < 2:
        raise ValueError(f"{path.name} holds images of one class, {classes[0]}; there is nothing to tell apart")
    return found


def of_arrays(path: Path) -> Pictures:
    """A .npz with "images" (or "x") and "labels" (or "y"), without pickled objects."""
    content = content_of(str(path), "file of images")
    if not is_arrays(content):
        raise ValueError(f"{path.name} is no .npz; {NEEDED}")
    arrays = read_arrays(content, path.name)
    images, labels = arrays.get("images", arrays.get("x")), arrays.get("labels", arrays.get("y"))
    if images is None or labels is None or images.ndim != 3 or labels.shape != images.shape[:1]:
        found = ", ".join(f"{shown(name)} {array.shape}" for name, array in list(arrays.items())[:6])
        raise ValueError(f"{path.name} needs images (N, Y, X) and labels (N,), it has {found or 'neither'}")
    classes, numbered = np.unique(labels, return_inverse=True)
    return Pictures(brightness(images), numbered, tuple(map(str, classes)))


def of_folder(path: Path) -> Pictures:
    """folder/class/any name.png; all images of one size."""
    files = sorted(file for file in path.glob("*/*") if file.suffix.lower() in KINDS)
    if not files:
        raise ValueError(f"the folder {path.name} has no {', '.join(KINDS)} in folders named after their classes")
    if len(files) > MOST_IMAGES:
        raise ValueError(f"{path.name} holds {len(files):,} images, at most {MOST_IMAGES:,} are read")
    images, classes = [image(file) for file in files], sorted({file.parent.name for file in files})
    if len({one.shape for one in images}) > 1:
        sizes = sorted({f"{one.shape[1]} x {one.shape[0]}" for one in images})
        raise ValueError(f"all images have one size; {path.name} has {', '.join(sizes[:4])}")
    return Pictures(np.stack(images), np.array([classes.index(file.parent.name) for file in files]), tuple(classes))


def image(file: Path) -> np.ndarray:
    """One grey image (Y, X) from 0 to 1."""
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{file.name} has {file.stat().st_size:,} bytes, at most {MOST_BYTES:,} are read")
    try:
        content = file.read_bytes()
        if file.suffix.lower() == ".npy":
            values = read_arrays(content, file.name)[""]
        else:
            values = png(content) if content.startswith(b"\x89PNG") else pgm(content)
    except (ValueError, IndexError, EOFError, zlib.error, struct.error) as error:
        raise ValueError(f"{file.parent.name}/{file.name} cannot be read ({str(error)[:80]})") from None
    if values.ndim != 2:
        raise ValueError(f"{file.parent.name}/{file.name} is (Y, X), got {values.shape}")
    return brightness(values)


def brightness(values: np.ndarray) -> np.ndarray:
    """0 … 1 as float32: bytes are divided by 255, other numbers by the largest."""
    if values.dtype.kind not in "uif":
        raise ValueError(f"an image is made of numbers, got {values.dtype}")
    most = 255.0 if values.dtype == np.uint8 else max(float(np.abs(values).max(initial=0)), 1e-12)
    if not np.isfinite(most):
        raise ValueError("an image holds values that are not finite")
    return (values / most).astype(np.float32)
