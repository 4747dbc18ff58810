const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Whether a text is a date as Twilio writes it in RFC 2822, in UTC: a day that exists, with its weekday. */
export function isRfc2822(text: string): boolean {
  const match = /^(\w{3}), (\d{1,2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) \+0000$/.exec(text)
  if (match === null) return false
  const [, weekday, day, monthName = '', year, hour, minute, second] = match
  const month = months.indexOf(monthName)
  if (month === -1 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return false
  const date = new Date(Date.UTC(Number(year), month, Number(day)))
  return date.getUTCMonth() === month && days[date.getUTCDay()] === weekday
}

/** Whether a text is a date in ISO 8601, in UTC, with or without a fraction. */
export function isIso8601(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|\+00:?00)$/.exec(text)
  return match !== null && !Number.isNaN(Date.parse(`${match[1]}Z`))
}
