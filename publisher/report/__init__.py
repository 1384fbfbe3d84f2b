"""Findings and results, for people and for programs."""

from __future__ import annotations

from publisher.report.data import (
    errors_data,
    finding_data,
    findings_data,
    listing,
    preflight_data,
    result_data,
    unread_data,
)
from publisher.report.report_lines import (
    error_lines,
    finding_lines,
    fit_lines,
    place_text,
    preflight_lines,
    result_lines,
    summed_lines,
)

__all__ = [
    "error_lines",
    "errors_data",
    "finding_data",
    "finding_lines",
    "findings_data",
    "fit_lines",
    "listing",
    "place_text",
    "preflight_data",
    "preflight_lines",
    "result_data",
    "result_lines",
    "summed_lines",
    "unread_data",
]
