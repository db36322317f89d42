"""A file of arrays says what it should hold: a bit that has flipped on the way is noticed."""

import numpy as np
import pytest

from lstm_core.files import load_arrays, save_arrays

ARRAYS = {"W": np.arange(12.0).reshape(3, 4), "half": np.arange(3, dtype=np.float16), "ids": np.arange(5)}
ABOUT = {"vocabulary": ["a", "b"], "step": 3}


@pytest.fixture
def kept(tmp_path):
    save_arrays(tmp_path / "kept.safetensors", "network", ARRAYS, ABOUT)
    return tmp_path / "kept.safetensors"


def test_arrays_come_back_as_they_were_written(kept):
    arrays, about = load_arrays(kept, "network")
    assert about == ABOUT
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(arrays[name], array)
    assert arrays["half"].dtype == np.float32


def test_every_flipped_bit_of_the_numbers_is_noticed(kept):
    content = kept.read_bytes()
    first = 8 + int.from_bytes(content[:8], "little")
    for at in range(first, len(content)):
        for bit in (0, 7):
            kept.write_bytes(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :])
            with pytest.raises(ValueError, match=r"is damaged|not finite"):
                load_arrays(kept, "network")


def test_a_flipped_bit_of_the_header_is_refused_or_changes_nothing(kept):
    content = kept.read_bytes()
    whole = {name: array.tobytes() for name, array in load_arrays(kept, "network")[0].items()}
    for at in range(8 + int.from_bytes(content[:8], "little")):
        kept.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            arrays, about = load_arrays(kept, "network")
        except ValueError:
            continue
        assert about == ABOUT
        assert {name: array.tobytes() for name, array in arrays.items()} == whole


def test_a_file_without_a_sum_is_read_as_before(kept, monkeypatch):
    monkeypatch.setattr("lstm_core.files._digest", lambda arrays, about: "")
    save_arrays(kept, "network", ARRAYS, ABOUT)
    monkeypatch.undo()
    assert load_arrays(kept, "network")[1] == ABOUT


@pytest.mark.parametrize("array", [np.array(2.5), np.eye(4)[:, ::2], np.asfortranarray(np.arange(6.0).reshape(2, 3))])
def test_the_sum_fits_arrays_however_they_lie_in_memory(tmp_path, array):
    save_arrays(tmp_path / "a.safetensors", "network", {"a": array}, {})
    np.testing.assert_array_equal(load_arrays(tmp_path / "a.safetensors", "network")[0]["a"].squeeze(), array)
