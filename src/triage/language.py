"""Is a message written in English? Only to move it to a person when it is not.

The commonest small words of the languages that a clinic meets are counted against those of
English; another script decides alone. A message of a word or two stays undecided and counts as
English: its unknown words keep it unanswered anyway.
"""

from __future__ import annotations

import re
import unicodedata

from triage.text import normal_words

_ENGLISH = frozenset(
    "the of and to in is you that it he was for on are as with his they i at be this have from or "
    "had by but not what all were we when your can said there use an each which she do how their "
    "if will up about out many then them these so some her would him has my than been who its now "
    "did get does any our just after before should could take help me im ive dont am a".split()
)
# Small words that are not English words as well. Accents are already gone.
_OTHERS = (
    frozenset(
        """
    el los las una unos que es por para con como pero mi mis tengo puedo estoy despues antes desde
    cuando donde dolor cabeza hola gracias muy usted puede esta este hay del al lo le se si su
    le les une des est sont pour avec dans sur pas je vous nous mon mes ma ai puis bonjour merci
    depuis quand apres avant tres peut tete qui quoi cest jai sil du au aux et ou
    der das ein eine und ist ich nicht mit auf fur von dem den habe kann nach wie wenn bei sind
    hallo danke seit mein meine zu oder wird werden bitte kopfschmerzen
    o os as um uma nao eu meu minha posso depois quando dor obrigado obrigada voce estou em ola
    il gli che di per sono ho posso dopo prima mio mia ciao grazie testa questo della delle non
    nie jest czy moge mam po przed jak dzien dobry prosze glowy sie na ze botoksu
    het een niet ik mijn kan van voor naar hoofdpijn dank goedendag zijn heb
    toi bi dau toi khong duoc sau khi tiem co the bac si xin chao va mot nhung cua
    ako po ang ng mga sa ko ba kong pwede salamat hindi
    ve bir icin mi var ben basim merhaba sonra jag att och inte det som pa har kan efter
    """.split()
    )
    - _ENGLISH
)

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2
"""Fewer foreign small words than this decide nothing."""


def is_foreign(text: str) -> bool:
    """True if the message is clearly not in English: by its script or by its small words."""
    letters = "".join(_WORD.findall(text))
    if not letters:
        return False
    other_script = sum(1 for c in letters if not _is_latin(c))
    if other_script * 3 > len(letters):
        return True
    found = normal_words(text)
    english = sum(1 for word in found if word in _ENGLISH)
    others = sum(1 for word in found if word in _OTHERS)
    if others >= _LEAST and others > english:
        return True
    # "Dziekuje bardzo za pomoc": accents, and not one English small word in at least three.
    return not english and len(found) > _LEAST and not letters.isascii()


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")
