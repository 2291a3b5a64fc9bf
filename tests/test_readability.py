from __future__ import annotations

import pytest

from triage.readability import grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("botox", 2), ("migraine", 2), ("injection", 3), ("needles", 2), ("times", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_known_grade() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)


def test_paragraphs_and_list_items_are_sentences() -> None:
    one = grade("The cat sat on the mat. The dog ran to the park.")
    assert grade("The cat sat on the mat.\n\nThe dog ran to the park.") == pytest.approx(one)
    assert grade("- The cat sat on the mat\n- The dog ran to the park") == pytest.approx(one)


def test_hard_words_are_harder() -> None:
    assert grade("Pharmacological interventions necessitate individualisation.") > grade(
        "It helps."
    )


def test_nothing_has_no_grade() -> None:
    assert grade("") == 0
