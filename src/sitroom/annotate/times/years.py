"""The year of a day and month told without one."""

from __future__ import annotations

from sitroom.annotate.times.calendar import Date, make_date
from sitroom.annotate.times.values import Context, Slots, whole

AGAINST = 4  # times nearer a day must be on the side that the tense speaks against
STORY = 60  # days after one told in which a day without year is of the same year


def nearest_day(month: int, day: int, context: Context, slots: Slots) -> Date | None:
    """The year of a day and month: by the weekday if one is named, by tense, else the nearest to publication."""
    assert context.published is not None
    today = context.published.date
    years = [today.year + shift for shift in (0, -1, 1)]
    dates = [d for d in (make_date(y, month, day) for y in years) if d]
    if "weekday" in slots:
        named = [d for d in dates if d.isoweekday() == whole(slots, "weekday")]
        dates = named or dates
    rel = whole(slots, "rel")
    if rel:
        dates = [d for d in dates if (d - today).days * rel > 0] or dates
    ahead = context.ahead()

    # Tense is weak evidence (narrative present, announcements in the past): the other side must be much nearer.
    factor = 2 if context.weak() else AGAINST

    if not rel and "weekday" not in slots and ahead is not True:
        told = day_of_story(month, day, context)
        if told and all(abs((d - today).days) > STORY for d in dates):
            return told

    def cost(date: Date) -> tuple[int, Date]:
        gap = (date - today).days
        against = ahead is not None and gap != 0 and (gap > 0) is not ahead
        return abs(gap) * (factor if against else 1), date

    return min(dates, key=cost, default=None)


def day_of_story(month: int, day: int, context: Context) -> Date | None:
    """The day soon after the date told last ("Les faits remontent à l'été 2021. Le 14 juillet, ..."), if it is one."""
    around = context.around
    if around is None:
        return None
    dates = [d for y in (0, 1) if (d := make_date(around.year + y, month, day))]
    return next((d for d in dates if 0 <= (d - around).days <= STORY), None)
