"""A text or a table that somebody brings is read as they meant it, with what was decided in words, or refused."""

import codecs
import io
import pickle
import time
import zipfile

import numpy as np
import pytest

from lstm_core.own_data.arrays import read_arrays
from lstm_core.own_data.given import content_of
from lstm_core.own_data.names import plain_name
from lstm_core.own_data.table import MOST_BYTES, MOST_CELLS, MOST_COLUMNS, read_table
from lstm_core.own_data.text import read_text

LETTER = "Größe, déjà vu – “naïve”\nsecond line"
NAMED = {
    "UTF-8": LETTER.encode(),
    "UTF-8 with a byte order mark": LETTER.encode("utf-8-sig"),
    "UTF-16": LETTER.encode("utf-16"),
    "Windows-1252": LETTER.encode("cp1252"),
    "UTF-32": LETTER.encode("utf-32"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_editors_write_is_read_and_its_encoding_is_named(name):
    assert read_text(NAMED[name]) == (LETTER, name)


def test_both_byte_orders_of_utf_16_and_latin_1_are_read():
    assert read_text(codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be")) == (LETTER, "UTF-16")
    assert read_text("à côté".encode("latin-1")) == ("à côté", "Windows-1252")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_system_are_one(end):
    assert read_text(f"one{end}two{end}".encode())[0] == "one\ntwo\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("hello".encode("utf-16-le"), "byte 2 of 10 (0x00)"),
        (b"\xff\xfeh", "byte 3 of 3"),
        (b"\xef\xbb\xbfab\xff", "byte 6 of 6"),
        ("schön, größer".encode() + b"\xff!", "byte 17 of 18 (0xFF)"),
        (b"plain \x81 text", "byte 7 of 12 (0x81)"),
        ("Привет, мир".encode("cp1251"), "makes no words"),
        ("Привет, мир".encode("koi8-r"), "makes no words"),
        (b"abc\x1b[31m", "byte 4 is the control code 0x1B"),
        ("é\x07".encode("utf-16"), "byte 5 is the control code 0x07"),
        (b"\x89PNG\r\n\x1a\n\x00", "0x00"),
    ],
)
def test_what_is_no_text_is_refused_with_the_byte_and_its_place(content, said):
    with pytest.raises(ValueError, match="byte") as refused:
        read_text(content)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("content", "columns", "values", "note"),
    [
        (b"t,y\n0,1.5\n1,2.5\n", ("t", "y"), [[0, 1.5], [1, 2.5]], "commas between the columns."),
        (b"a|b\n1|2,5\n", ("a", "b"), [[1, 2.5]], "bars between the columns and a comma"),
        ("a;b\n1;\N{MINUS SIGN}2\n".encode(), ("a", "b"), [[1, -2]], "semicolons between the columns."),
        (b"y\n1\n#N/A\n?\n2\n", ("y",), [[1], [1], [1], [2]], "“y” 2 gaps take the value above"),
        (b"1\t2\r\n3\t4\r\n", ("column 1", "column 2"), [[1, 2], [3, 4]], "No line names the columns."),
        (b"a;b\n1,5;-2\n0,25;3e2", ("a", "b"), [[1.5, -2], [0.25, 300]], "a comma before the decimals"),
        (b'\xef\xbb\xbf"a, b";"c ""d"""\n"1";2', ("a, b", 'c "d"'), [[1, 2]], "UTF-8 with a byte order mark"),
        (b"sep=;\ny\n1,5\n", ("y",), [[1.5]], "Read as UTF-8 and a comma"),
        ("café\n1\n2\n".encode("latin-1"), ("café",), [[1], [2]], "Read as Windows-1252."),
        ("y\n1\n".encode("utf-16"), ("y",), [[1]], "Read as UTF-16."),
        (b"date,y\n2024-01-01,1\n2024-01-02,2\n", ("y",), [[1], [2]], "hold no numbers: “date”"),
        (b"a,b\n1,2\n,NaN\n\n3,\n", ("a", "b"), [[1, 2], [1, 2], [3, 2]], "“b” 2 gaps take the value above"),
        (b"a,b\n1,2\n,\n3,4\n", ("a", "b"), [[1, 2], [3, 4]], "1 empty line is skipped."),
        (b"y,y,\n1,2,\n", ("y (1)", "y (2)"), [[1, 2]], "hold no numbers: “column 3”"),
        (b'words,y\n"one\ntwo; three",1\n"four",2\n', ("y",), [[1], [2]], "commas"),
    ],
)
def test_a_table_is_read_as_it_was_meant_and_says_how(content, columns, values, note):
    table = read_table(content, "mine.csv")
    assert table.columns == columns
    np.testing.assert_array_equal(table.values, values)
    assert table.values.dtype == np.float64
    assert any(note in sentence for sentence in table.notes), table.notes
    assert all(sentence.endswith(".") for sentence in table.notes)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n,\n", "is empty"),
        (b"a,b\nx,y\n", "no column of numbers"),
        (b"a b\n1 2\n", "between columns stand commas, semicolons, tabs or bars"),
        (b"a,b\n1,2\n3\n", "1 cell in line 3, but 2 cells in line 1"),
        (b"y\n1,5\n2,5\n", "where commas separate the columns, decimals have a point"),
        (b"a,b\n1,2\n3,x\n", "'x' in line 3, where the column 'b' holds numbers"),
        (b"a,b\n1,\n2,3\n", "a gap in line 2, the first of the column 'b'"),
        (b'a,b\n"1,234",5\n', "'1,234' in line 2"),
        (b"a;b\n1,5;2.5\n", "decimals in two ways, '2.5' in line 2 and '1,5' in line 2"),
        (b"a;b\n1.234,5;2\n", "'1.234,5' in line 2; numbers are written without a thousands sign"),
        (b"y\n1e999\n", "'1e999' in line 2, a number too large"),
        (b"y\n1_000\n2\n", "'1_000' in line 2"),
        (b'y\n"1\n2\n', "quotes that do not match"),
        (b"y\n1\x002\n", "byte 4 of 6 (0x00)"),
        (b"PK\x03\x04rest", "a workbook"),
        (b"1," * MOST_COLUMNS + b"1\n", "1,025 columns"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(content, said):
    with pytest.raises(ValueError, match=r"^mine\.csv ") as refused:
        read_table(content, "../folder/mine.csv")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_who_takes_few_rows_refuses_many_at_the_first_one_too_many():
    content = b"y\n" + b"1\n" * 9 + b"and what comes later is never read\n"
    assert len(read_table(b"y\n" + b"1\n" * 8, "x.csv", 8).values) == 8
    with pytest.raises(ValueError, match=r"^x\.csv has more than 8 rows; take fewer$"):
        read_table(content, "x.csv", 8)


HOSTILE = {
    "one row of commas": b"," * MOST_BYTES,
    "a row that quotes never end": b'"\n,,,,,,"' * (MOST_BYTES // 9),
    "nothing but line ends": b"\n" * MOST_BYTES,
    "one quote": b'"' + b"a\n" * (MOST_BYTES // 2 - 1),
    "one word": b"a" * MOST_BYTES,
    "too many bytes": b"1\n" * MOST_BYTES,
    "too many cells": b"1,2,3,4\n" * (MOST_CELLS // 4 + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_are_refused_soon(name):
    began = time.process_time()
    with pytest.raises(ValueError, match=r"^x\.csv "):
        read_table(HOSTILE[name], "x.csv")
    assert time.process_time() - began < 20


def test_a_name_is_printed_without_its_folders_and_without_what_cannot_be_seen():
    assert plain_name("../../etc/a\u202eb\x1b[1m\n.csv") == "a b [1m .csv"
    assert plain_name("C:\\Users\\me\\y.csv") == "y.csv"
    assert plain_name("\x00/", "the table") == "the table"
    assert len(plain_name("x" * 1000)) == 60


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_bytes_the_answer_is_a_table_or_one_sentence(seed):
    rng, refusals, tables = np.random.default_rng(seed), [], []
    for _ in range(500):
        content = bytes(rng.choice(np.frombuffer(b'0123,;\t\n\r"-.e ab\xc3\xa9\x80', np.uint8), rng.integers(1, 60)))
        try:
            tables.append(read_table(content, "x.csv"))
        except ValueError as refused:
            refusals.append(str(refused))
    assert all(said.startswith("x.csv ") and "\n" not in said for said in refusals)
    for table in tables:
        assert table.values.shape[1] == len(table.columns) == len({*table.columns}) > 0
        assert np.isfinite(table.values).all()
    assert refusals
    assert tables


def npz(**parts: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, **parts)
    return file.getvalue()


def test_arrays_of_numbers_and_words_are_read():
    found = read_arrays(npz(x=np.eye(3), labels=np.array(["a", "b"])), "mine.npz")
    np.testing.assert_array_equal(found["x"], np.eye(3))
    assert found["labels"].tolist() == ["a", "b"]
    file = io.BytesIO()
    np.save(file, np.arange(4))
    assert read_arrays(file.getvalue(), "mine.npy")[""].tolist() == [0, 1, 2, 3]


def header(claims: str) -> bytes:
    text = claims.encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


class Trap:
    """Executes when it is unpickled."""

    def __reduce__(self):
        return pytest.fail, ("a pickle was executed",)


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("x.npy", "w") as part:
        for _ in range(900):
            part.write(bytes(2**20))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        npz(x=np.array([Trap()], dtype=object)),
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }") + b"12345678",
        header("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }") + pickle.dumps([Trap()]),
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }"),
        header("__import__('os').system('true')"),
        npz(x=np.eye(3))[:-40],
        b"PK\x03\x04",
        b"no archive",
    ],
    ids=["pickle", "a billion", "pickle in npy", "negative", "code", "torn", "four bytes", "text"],
)
def test_arrays_that_are_not_plain_are_refused_and_nothing_is_executed(content):
    assert_refused(content)


def test_arrays_that_would_fill_the_memory_are_refused():
    assert_refused(bomb())  # made here: it takes seconds, and whoever only collects the tests must not wait


def assert_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^evil\.npz is not an \.npz of plain arrays \("):
        read_arrays(content, "evil.npz")


@pytest.mark.parametrize("seed", range(3))
def test_damaged_arrays_are_read_or_refused_in_a_sentence(seed):
    rng, whole = np.random.default_rng(seed), npz(x=np.eye(3), labels=np.arange(3))
    outcomes = set()
    for _ in range(300):
        content = bytearray(whole)
        for at in rng.integers(0, len(whole), rng.integers(1, 6)):
            content[at] = rng.integers(0, 256)
        try:
            read_arrays(bytes(content), "x.npz")
            outcomes.add("read")
        except ValueError as refused:
            outcomes.add("refused" if str(refused).startswith("x.npz ") else str(refused))
    assert outcomes <= {"read", "refused"}


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    for wrong in (tmp_path / "none.txt", tmp_path, "x" * 5000, "a\0b"):
        with pytest.raises((OSError, ValueError)) as refused:
            content_of(str(wrong), "text file")
        assert "\n" not in str(refused.value)
        assert str(tmp_path) not in str(refused.value)
    (tmp_path / "large").write_bytes(b"12345")
    with pytest.raises(ValueError, match="large has 5 bytes, at most 4 are read"):
        content_of(str(tmp_path / "large"), "text file", most=4)
