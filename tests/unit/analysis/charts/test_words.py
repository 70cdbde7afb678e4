"""Labels that the font can show and that fit, and shares that feign no precision."""

import unicodedata

import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from sim.analysis.charts.style import FONT, house_style
from sim.analysis.charts.words import inches, points_wide, shown, wrapped

LONG = "Aghdam district with the villages of Martakert and Askeran"


def test_a_long_text_is_broken_at_spaces_into_lines_that_fit():
    lines = wrapped(LONG, 9, width=1.5).split("\n")

    assert len(lines) > 1
    assert " ".join(lines) == LONG
    assert all(inches(line, 9) <= 1.5 for line in lines)


def test_a_word_that_is_too_wide_is_cut_and_loses_no_letter():
    word = "Lachinlachinlachinlachinlachin"

    lines = wrapped(word, 9, width=0.8).split("\n")

    assert len(lines) > 1
    assert "".join(lines) == word
    assert all(inches(line, 9) <= 0.8 for line in lines)


def test_a_date_is_not_torn_from_its_hour():
    date = "15\u00a0Nov\u00a000:00"

    assert wrapped(f"out {date}", 9, width=inches(date, 9)) == f"out\n{date}"


@pytest.mark.parametrize("dpi", [72, 100, 150, 300])
def test_a_text_is_drawn_no_wider_than_it_was_measured_even_hinted(dpi):
    figure = Figure(figsize=(10, 1), dpi=dpi)
    text = figure.text(0, 0, LONG, fontsize=9, fontfamily="DejaVu Sans")

    assert text.get_window_extent().width / dpi <= inches(LONG, 9) * 1.03


NAMES = ["Քարվաճառ", "Лачинский район", "Ağdam, Şuşa, İsmay\u0131ll\u0131, Ələt", "ქართლი", "Αθήνα"]


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize(
    "line", [LONG, *NAMES, "AV To Wa, fi: (7,5 %) – V. T", "two  spaces ", " اغدام שדה", ""]
)
def test_a_line_is_as_wide_as_its_words_and_spaces(line, weight):
    font = FontProperties(family=FONT, size=9, weight=weight)
    whole = text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]

    assert points_wide(line, 9, weight=weight) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_no_letter_moves_nearer_to_a_space_or_away_from_it(weight):
    font = FontProperties(family=FONT, size=9, weight=weight)
    letters = [chr(code) for code in get_font(findfont(font)).get_charmap()]
    line = " ".join(each for each in letters if unicodedata.category(each)[0] in "LNPS")
    whole = text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]

    assert points_wide(line, 9, weight=weight) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("label", NAMES)
def test_a_name_in_letters_of_the_region_is_shown_as_it_is(label):
    assert shown(label, "name") == label


def test_a_name_that_the_font_cannot_show_gives_way_to_the_plain_one():
    assert shown("測試區域", "test-area") == "test-area"


def test_a_name_from_right_to_left_does_not_turn_the_words_around_it():
    with house_style():
        figure = Figure(figsize=(10, 1))
        alone = figure.text(0, 0, shown("منطقة", "x"))
        followed = figure.text(0, 0, f"{shown('منطقة', 'x')}, left")

        # The mark is invisible; what counts is that the line begins with it.
        assert followed.get_text().startswith("\u200e")
        assert alone.get_window_extent().width > 0
