"""What a text may not hold, whatever it means."""

import pytest

from sim.errors import ScenarioError
from sim.scenario.document import MAX_BYTES, read_document, text_of
from sim.scenario.growing import MAX_DEPTH, MAX_NODES


def refused(text: str | bytes) -> list[str]:
    """All that is wrong with the form of a text, whether or not the rest could be read."""
    try:
        read = text if isinstance(text, str) else text_of(text, "f.yaml")
        return [str(problem) for problem in read_document(read, "f.yaml").problems]
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]


def test_every_value_knows_its_line_and_column_and_those_of_its_key():
    root = read_document("a:\n  bc: [1, {d: 2}]\n", "f.yaml").root
    assert root.place == "f.yaml:1:1"
    assert root.node_at(["a", "bc"]).place == "f.yaml:2:7"
    assert root.node_at(["a", "bc"]).key_place == "f.yaml:2:3"
    assert root.node_at(["a", "bc", 1, "d"]).place == "f.yaml:2:15"
    assert root.node_at(["a", "bc", 2]) is None


def test_scalars_stay_the_text_that_was_written():
    traps = "no yes on off 12:30 010 0x1f 1_000 1e3 .inf .nan 2020-11-31 3.0 True".split()
    read = read_document(f"[{', '.join(traps)}]", "f.yaml").root.plain()
    assert [str(text) for text in read] == traps


def test_only_unquoted_nothing_is_null():
    root = read_document("[null, ~, 'null', '~', '', nul, Null]\n", "f.yaml").root
    kinds = ["null", "null", "scalar", "scalar", "scalar", "scalar", "scalar"]
    assert [node.kind for node in root.children.values()] == kinds
    assert read_document("a:\n", "f.yaml").root.node_at(["a"]).kind == "null"


def test_a_key_named_like_a_word_of_yaml_stays_a_name():
    assert list(read_document("{no: 1, null: 2, 010: 3}", "f.yaml").root.children) == [
        "no",
        "null",
        "010",
    ]


def test_an_anchor_is_refused():
    assert refused("a: &x 1") == [
        "f.yaml:1:4: a: an anchor (&x) may not be used; write the value again where it is needed"
    ]


def test_an_alias_is_refused():
    assert refused("a: {b: *x}") == [
        "f.yaml:1:8: a.b: an alias (*x) may not be used; write the value again"
    ]


def test_a_tag_is_refused():
    message = "a tag (!) may not be used; the key says what its value is"
    assert refused("a: !!int 3") == [f"f.yaml:1:4: a: {message}"]
    assert refused("a: ! 3") == [f"f.yaml:1:4: a: {message}"]
    assert refused("a: !!python/object/apply:os.system [ls]") == [f"f.yaml:1:4: a: {message}"]


def test_a_merge_key_is_refused():
    assert refused("a:\n  <<: {b: 1}") == [
        "f.yaml:2:3: a.<<: a merge key (<<) may not be used; write the keys again"
    ]


def test_a_second_document_is_refused():
    assert refused("a: 1\n---\nb: 2") == [
        "f.yaml:2:1: a second document begins here; a file holds one case"
    ]


def test_a_key_twice_is_refused_and_both_lines_are_named():
    assert refused("a:\n  b: 1\n  c: 2\n  b: 3\n") == [
        "f.yaml:4:3: a.b: this key stands here twice, first in line 2"
    ]


def test_a_quoted_key_is_the_same_key():
    assert refused("a: 1\n'a': 2\n") == [
        "f.yaml:2:1: a: this key stands here twice, first in line 1"
    ]


def test_a_key_that_is_no_word_is_refused_and_the_rest_is_read():
    document = read_document("? [x, {y: z}]\n: {d: e}\nq: 1", "f.yaml")
    assert [str(problem) for problem in document.problems] == [
        "f.yaml:1:3: a key must be a word, not a list or a mapping"
    ]
    assert document.root.plain() == {"q": "1"}


def test_an_alias_as_a_key_is_refused_and_the_rest_is_read():
    document = read_document("*x : {d: e}\nq: 1", "f.yaml")
    assert len(document.problems) == 1
    assert document.root.plain() == {"q": "1"}


def test_a_missing_key_is_refused():
    assert refused("{'': 1}") == ["f.yaml:1:2: a key is missing before ':'"]
    assert refused("?\n: 1") == ["f.yaml:1:2: a key is missing before ':'"]


def test_everything_wrong_with_the_form_is_told_at_once():
    assert len(refused("a: &x 1\nb: *x\nc: !t 2\na: 3\n")) == 4


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a:\n  \tb: 1\n", "\ta: 1\n", "a: 1\n\t\n"])
def test_a_tab_in_the_indentation_is_refused(text: str):
    line, before = (1, "") if text.startswith("\t") else (2, text.split("\n")[1].split("\t")[0])
    assert refused(text) == [
        f"f.yaml:{line}:{len(before) + 1}: a tab in the indentation; indent with spaces"
    ]


def test_a_tab_elsewhere_does_no_harm():
    assert read_document("a: 1\t# note\n", "f.yaml").root.plain() == {"a": "1"}


def test_another_encoding_is_refused_with_the_place_of_the_byte():
    assert refused("a: Kälbädschar".encode("latin-1")) == [
        "f.yaml:1:5: byte 0xe4 is not UTF-8; save the file in UTF-8"
    ]
    assert "is not UTF-8" in refused("a: 1".encode("utf-16"))[0]


def test_a_byte_order_mark_at_the_start_is_skipped():
    read = text_of(b"\xef\xbb\xbfa: 1", "f.yaml")
    assert read_document(read, "f.yaml").root.plain() == {"a": "1"}


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800"]
)
def test_a_character_that_cannot_be_seen_is_refused(character: str):
    assert refused(f"a: 1\nb: x{character}y") == [
        f"f.yaml:2:5: the character U+{ord(character):04X} cannot be seen; take it out"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n", "---\n...\n"])
def test_an_empty_file_is_refused(text: str):
    found = refused(text)
    assert found == ["f.yaml: is empty; `withdrawal-sim new` writes a file to start from"] or (
        text.startswith("---") and read_document(text, "f.yaml").root.kind == "null"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c", "1:5: cannot be read as YAML: a second ': ' on one line"),
        ("a: [1, 2", "1:4: cannot be read as YAML: the list or mapping in brackets that begins"),
        ("a: {b: 1\nc: 2", "1:4: cannot be read as YAML: the list or mapping in brackets that"),
        ("a: 'x\nb: 1", "1:4: cannot be read as YAML: the quotation mark here is never closed"),
        ("a: @x", "1:4: cannot be read as YAML: text that begins with this character must stand"),
        ('a: "\\q"', "1:5: cannot be read as YAML: \\ in double quotes begins an escape"),
        ("a: {b: 1}}", "1:10: cannot be read as YAML: a line that is not indented as its"),
        ("a: 1\nb\n", "2:1: cannot be read as YAML: a key without ': ' (colon and space) after it"),
        ("a: 1\nb:2\nc: 3", "2:1: cannot be read as YAML: a key without ': ' (colon and space)"),
        ("a:\n  - b\n c: 1", "3:2: cannot be read as YAML: a line that is not indented"),
        ("%YAML 3.0\n---\na: 1", "1:1: cannot be read as YAML: the line %YAML asks for another"),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(text: str, message: str):
    [found] = refused(text)
    assert found.startswith(f"f.yaml:{message}")


def test_the_deepest_nesting_allowed_is_read_and_one_more_is_refused():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read_document(deepest, "f.yaml").root.kind == "list"
    assert refused(f"[{deepest}]") == [
        f"f.yaml:1:{MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels"
    ]


def test_the_most_values_allowed_are_read_and_one_more_is_refused():
    most = "[" + "1," * (MAX_NODES - 1) + "]"
    assert len(read_document(most, "f.yaml").root.children) == MAX_NODES - 1
    [found] = refused(most.replace("[", "[1,"))
    assert found.endswith(f"the file holds more than {MAX_NODES} keys and values")


def test_the_largest_file_allowed_is_read_and_one_more_byte_is_refused():
    largest = b"a: 1 #" + b"x" * (MAX_BYTES - 6)
    assert text_of(largest, "f.yaml")
    assert refused(largest + b"x") == [
        "f.yaml: is larger than 2 MB, the most a scenario file may be"
    ]
    assert refused("#" * (MAX_BYTES + 1)) == [
        "f.yaml: is larger than 2 MB, the most a scenario file may be"
    ]
