"""The report as a page that stands alone."""

from __future__ import annotations

from triage.render.report.page import Report, page

__all__ = ["Report", "page"]
