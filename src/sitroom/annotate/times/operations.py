"""From the slots of a match to its TIMEX3 value: the operations rules name in `op`.

An outcome without value is a time expression that cannot be anchored (`reason` says why). None instead of an outcome:
it is no time expression after all (30 February).
"""

from __future__ import annotations

from sitroom.annotate.times.periods import (
    op_century,
    op_decade,
    op_duration,
    op_fixed,
    op_holiday,
    op_month_range,
    op_none,
    op_quarter,
    op_range,
    op_range_months,
    op_season,
    op_set,
    op_week_of,
    op_within,
)
from sitroom.annotate.times.points import (
    op_clock,
    op_day,
    op_day_of_month,
    op_lone_day,
    op_month,
    op_month_between,
    op_month_of_year,
    op_night_of,
    op_part,
    op_same_day_part,
    op_shift,
    op_unit,
    op_weekday,
    op_weekday_clock,
    op_weekday_of_week,
    op_weekend,
    op_year,
)
from sitroom.annotate.times.values import Context, Operation, Outcome

__all__ = ["OPERATIONS", "Context", "Outcome"]

OPERATIONS: dict[str, Operation] = {
    "day": op_day,
    "month": op_month,
    "year": op_year,
    "weekday": op_weekday,
    "weekday_clock": op_weekday_clock,
    "weekend": op_weekend,
    "day_of_month": op_day_of_month,
    "lone_day": op_lone_day,
    "night_of": op_night_of,
    "weekday_of_week": op_weekday_of_week,
    "unit": op_unit,
    "shift": op_shift,
    "within": op_within,
    "clock": op_clock,
    "part": op_part,
    "same_day_part": op_same_day_part,
    "month_between": op_month_between,
    "month_of_year": op_month_of_year,
    "duration": op_duration,
    "set": op_set,
    "season": op_season,
    "quarter": op_quarter,
    "decade": op_decade,
    "century": op_century,
    "range": op_range,
    "range_months": op_range_months,
    "month_range": op_month_range,
    "fixed": op_fixed,
    "holiday": op_holiday,
    "week_of": op_week_of,
    "none": op_none,
}
