const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Whether a month, 0 to 11, has a day, and the day is the weekday that is named, if one is. */
export function isDay(year: number, month: number, day: number, weekday?: string): boolean {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  if (date.getUTCMonth() !== month) return false
  return weekday === undefined || days[date.getUTCDay()] === weekday
}
