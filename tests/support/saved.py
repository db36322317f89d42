"""What the save button of a picture gives, and how the picture in it differs from the one on the screen."""

import base64
import csv
import io

import numpy as np
from PIL import Image
from playwright.sync_api import Page

KINDS = ("PNG", "SVG", "CSV")
EDGE = 8  # px around boxes and words
HIDDEN = (
    ".saves, button:not([aria-pressed=true]), input, select { visibility: hidden !important; }"  # left out of a file
)
RENDERED = """async (svg) => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL();
}"""
# The middle of each value of each canvas of a picture, beside the picture's corner; where a canvas has a pixel for each
# of the screen's, a grid of places instead.
MIDDLES = """(picture) => {
  const { left, top } = picture.getBoundingClientRect();
  const canvases = [picture, ...picture.querySelectorAll("canvas")].filter((one) => one.matches("canvas") && one.checkVisibility());
  return canvases.flatMap((one) => {
    const box = one.getBoundingClientRect();
    const border = parseFloat(getComputedStyle(one).borderLeftWidth);
    const [across, down] = one.width > box.width / 3 ? [20, 12] : [one.width, one.height];
    const [wide, tall] = [(box.width - 2 * border) / across, (box.height - 2 * border) / down];
    return Array.from({ length: across * down }, (_, k) => [box.left - left + border + ((k % across) + 0.5) * wide, box.top - top + border + (Math.floor(k / across) + 0.5) * tall]);
  });
}"""  # noqa: E501


def taken(page: Page, name: str, tmp_path, kinds: tuple[str, ...] = KINDS) -> dict[str, bytes]:
    """{kind: what is saved}, of the picture of that name."""
    place, found = page.locator(f"[data-saves='{name}']"), {}
    for kind in kinds:
        place.get_by_role("button", name=f"Save this chart: {name.replace('-', ' ')}", exact=True).click()
        with page.expect_download() as download:
            place.get_by_role("menuitem", name=kind).click()
        assert download.value.suggested_filename == f"{name}.{kind.lower()}"
        download.value.save_as(tmp_path / kind)
        found[kind] = (tmp_path / kind).read_bytes()
    return found


def table(found: dict[str, bytes]) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows."""
    head, *rows = csv.reader(io.StringIO(found["CSV"].decode()))
    assert all(len(row) == len(head) for row in rows)
    return head, rows


def differences(page: Page, name: str, found: dict[str, bytes]) -> tuple[float, np.ndarray]:
    """The share of all pixels that differ from the screen's, and how far those in the middle of a value do."""
    picture = page.locator(f"[data-saved='{name}']")
    hidden = page.add_style_tag(content=HIDDEN)
    page.mouse.move(0, 0)
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    here = pixels(page.screenshot(clip={side: round(box[side]) for side in ("x", "y", "width", "height")}, scale="css"))
    hidden.evaluate("(style) => style.remove()")
    file = pixels(base64.b64decode(page.evaluate(RENDERED, found["SVG"].decode()).split(",")[1]))
    large = pixels(found["PNG"])
    assert large.shape[:2] == (2 * file.shape[0], 2 * file.shape[1])
    edge = 0 if picture.evaluate("(one) => one instanceof SVGElement") else EDGE
    file = file[edge : file.shape[0] - edge, edge : file.shape[1] - edge]
    assert np.abs(np.subtract(here.shape, file.shape)).max() <= 1
    tall, wide = np.minimum(here.shape, file.shape)[:2]
    apart = np.abs(here[:tall, :wide] - file[:tall, :wide]).max(axis=2)
    middles = np.array(picture.evaluate(MIDDLES)).reshape(-1, 2).astype(int)
    return float((apart > 60).mean()), apart[middles[:, 1], middles[:, 0]]


def pixels(picture: bytes) -> np.ndarray:
    """(rows, columns, 3)"""
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), int)
