"""The values that plans write in many ways: dates and percentages.

The one door for every reader of plans, so that a date or a percentage means the same in the
plan of any entidad and in the workbooks that come back.
"""

from __future__ import annotations

from mipg_helpers.sources.plan_dates import DateColumn, DateReading, Order, column_dates, read_date
from mipg_helpers.sources.plan_percents import Scale, percent_scale, read_percent

__all__ = [
    "DateColumn",
    "DateReading",
    "Order",
    "Scale",
    "column_dates",
    "percent_scale",
    "read_date",
    "read_percent",
]
