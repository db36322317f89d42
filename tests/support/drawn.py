"""Drawn geometry as numbers: where a path leads, what an axis says of itself, whether marks lie where it says."""

import re
from collections.abc import Sequence

import numpy as np

# What scripts of these tests begin with: a theme, an element on the page, the attributes and texts of its parts.
PRELUDE = """
  const theme = { dark: false, paper: "#ffffff", panel: "#eeeeee", text: "#101010", dim: "#777777", line: "#cccccc" };
  const put = (element, width = 640, height = 320) => {
    document.body.append(element);
    Object.assign(element.style, { display: "block", width: `${width}px`, height: `${height}px` });
    return element;
  };
  const texts = (root, part) => [...root.querySelectorAll(part)].map((one) => [one.textContent, +one.getAttribute("x"), +one.getAttribute("y")]);
  const of = (root, part, ...names) => [...root.querySelectorAll(part)].map((one) => Object.fromEntries(names.map((name) => [name, one.getAttribute(name)])));
  const pixels = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: canvas.height }, (_, y) => Array.from({ length: canvas.width }, (_, x) => [...data.slice(4 * (y * canvas.width + x), 4 * (y * canvas.width + x) + 3)]));
  };
  const style = (root, part, name) => [...root.querySelectorAll(part)].map((one) => one.style[name]);
"""


def script(body: str) -> str:
    """A script for `page.evaluate` that may use all of PRELUDE; `given` is its argument."""
    return f"async (given) => {{ {PRELUDE} {body} }}"


def points(path: str) -> np.ndarray:
    """Where a path of straight lines leads, (points, 2)."""
    found: list[tuple[float, float]] = []
    for sign, text in re.findall(r"([MLHV])([^MLHVZ]*)", path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]
        x, y = found[-1] if found else (0.0, 0.0)
        found.append((numbers[0], y) if sign == "H" else (x, numbers[0]) if sign == "V" else (numbers[0], numbers[1]))
    return np.array(found)


def assert_on_scale(places: Sequence[float], numbers: Sequence[float], rising: bool, near: float = 0.15) -> None:
    """Equal numbers are equally far apart: px against numbers is one straight line, which rises or falls."""
    places, numbers = np.asarray(places, float), np.asarray(numbers, float)
    assert places.shape == numbers.shape
    assert np.ptp(numbers) > 0, "numbers that are all alike prove nothing"
    slope, start = np.polyfit(numbers, places, 1)
    np.testing.assert_allclose(places, start + slope * numbers, atol=near)
    assert (slope > 0) == rising, "drawn the wrong way round"


def share(colour: Sequence[int], ends: Sequence[Sequence[int]]) -> float:
    """Where a colour lies on a scale of colours, from 0 to 1: at its nearest."""
    distances = np.abs(np.asarray(ends, float) - np.asarray(colour, float)).sum(axis=1)
    return float(distances.argmin() / (len(distances) - 1))
