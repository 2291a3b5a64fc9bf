from __future__ import annotations

import pytest

from triage.language import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "¿Puedo tomar ibuprofeno antes de las inyecciones?",
        "Ist es normal, dass ich nach dem Termin müde bin?",
        "Combien de temps dure la séance, s'il vous plaît?",
        "можно ли мне плавать после процедуры",
        "我可以在治疗后游泳吗",
        "Dziękuję bardzo za pomoc",
        "Posso dirigir depois da consulta? Estou em dúvida",
    ],
)
def test_another_language(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can I swim after it?",
        "botox pregnant",
        "ok",
        "",
        "12 345",
        "naïve café question, is it ok?",
    ],
)
def test_english_or_undecided(text: str) -> None:
    assert not is_foreign(text)
