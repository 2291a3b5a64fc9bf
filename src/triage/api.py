"""``Triage``: the whole tool as one object, for Python and for the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage import places, reply, store
from triage.decide import Policy
from triage.gate import Gate
from triage.match import calibration
from triage.match.search import Matcher, shown_wordings
from triage.model import Case, Comment, Problem, Settings, TriageError
from triage.pipeline import case_of, triage
from triage.second_line import SecondLine

if TYPE_CHECKING:
    from triage.typos import Speller


class Triage:
    """Ready to triage. Thread-safe after loading; pickles as the paths it was loaded from."""

    def __init__(
        self,
        content: store.Content,
        settings: Settings,
        *,
        today: date | None = None,
        source: tuple[Path | None, Path | None, Path | None] = (None, None, None),
    ) -> None:
        """``today``: for overdue reviews, None for "not known". Use ``load`` unless in a test."""
        from triage.content import is_signed

        self.content = content
        self.settings = settings
        self._source = source
        self.today = today
        self.matcher = Matcher(
            content.index, content.finder, shown_wordings(content.faq), correct=self._correct
        )
        second = SecondLine(content.alarms, content.finder) if content.alarms else None
        self.screen = Gate(content.screen.examine, second)
        self.policy = Policy(
            entries={entry.id: entry for entry in content.faq.entries},
            disclaimer=content.faq.disclaimer,
            placeholders=reply.values(settings),
            signed=frozenset(entry.id for entry in content.faq.entries if is_signed(entry)),
            today=today.isoformat() if today else None,
            fair=settings.thresholds.get("fair", calibration.FAIR),
            strong=settings.thresholds.get("strong", calibration.STRONG),
            content=content.digest,
        )

    @classmethod
    def load(
        cls,
        faq: str | Path | None = None,
        config: str | Path | None = None,
        *,
        cache: Path | None = None,
        today: date | None = None,
        tell: store.Tell = lambda line: None,
    ) -> Triage:
        """Load the shipped content, or a clinic's own.

        ``faq``: a faq.yaml; ``config``: a triage.yaml (else the environment and the usual places
        decide); ``cache``: where compiled files are remembered; ``today``: else the clock's;
        ``tell``: takes the sentences a user should see. Raises TriageError when the curated files
        cannot be used.
        """
        settings_path = Path(config) if config is not None else places.settings_file()
        settings = load_settings(settings_path)
        paths = places.curated_files(settings, settings_path, Path(faq) if faq else None)
        content = store.load(paths, cache or places.cache_folder(), tell)
        source = (Path(faq) if faq else None, settings_path, cache)
        return cls(content, settings, today=today or date.today(), source=source)

    @cached_property
    def _speller(self) -> Speller:
        from triage.typos import Speller

        return Speller(self.content.index.vocabulary)

    def _correct(self, word: str) -> str | None:
        # Built at the first misspelt word: most one-liners have none, and RapidFuzz costs start-up.
        return self._speller.correct(word)

    def ask(self, text: str) -> Case:
        """The case of one message."""
        for case in self.batch([Comment(text, id="ask")]):
            if isinstance(case, Case):
                return case
        raise AssertionError("one comment gives one case")  # pragma: no cover

    def batch(
        self,
        comments: Iterable[Comment | Problem],
        *,
        candidates: int = 3,
        skip_answered: bool = False,
    ) -> Iterator[Case | Problem]:
        """The cases of many comments, lazily and in order; problems pass through."""
        return triage(
            comments,
            self.screen,
            self.matcher,
            self.policy,
            candidates=candidates,
            skip_answered=skip_answered,
        )

    def case(
        self,
        comment: Comment,
        *,
        repeated: bool = False,
        candidates: int = 3,
        skip_answered: bool = False,
    ) -> Case:
        """The case of one comment of a batch; ``repeated``: it came before in that batch."""
        return case_of(
            comment,
            self.screen,
            self.matcher,
            self.policy,
            repeated=repeated,
            candidates=candidates,
            skip_answered=skip_answered,
        )

    @property
    def own_examples(self) -> Path | None:
        """The file of the clinic's own examples that the settings name."""
        settings_path = self._source[1]
        if settings_path is None or self.settings.examples is None:
            return None
        return settings_path.parent / self.settings.examples

    def reply_with(self, entries: Iterable[str]) -> str | None:
        """The reply of entries that a person chose; None where they make none that may be sent."""
        policy = self.policy
        return reply.chosen(entries, policy.entries, policy.disclaimer, policy.placeholders)

    def __reduce__(self) -> tuple[Any, ...]:
        """The memory-mapped index does not travel; the other process opens its own."""
        return _loaded_again, (*self._source, self.today, self.content.digest, self.settings)


def _loaded_again(
    faq: Path | None,
    config: Path | None,
    cache: Path | None,
    today: date | None,
    digest: str,
    settings: Settings,
) -> Triage:
    """The same tool in another process. Raises TriageError where its files changed meanwhile."""
    again = Triage.load(faq, config, cache=cache, today=today)
    if again.content.digest != digest or again.settings != settings:
        raise TriageError("the curated files or the settings changed while they were in use")
    return again


def load_settings(path: Path | None) -> Settings:
    """Read a settings file, defaults without one. Raises TriageError with all its problems."""
    if path is None:
        return Settings()
    from triage.content import load_settings as parse

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TriageError(f"{path}: {error.strerror or error}") from None
    loaded = parse(raw, str(path))
    if loaded.value is None:
        raise TriageError("the settings cannot be used", problems=loaded.problems)
    return loaded.value
