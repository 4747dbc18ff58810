/** What a person is told about exchanges that wait. `ms`: for how long the oldest of them. */
export function lagText(waiting: number, ms: number, waitsFor: string): string {
  const [exchanges, wait] = waiting === 1 ? ['exchange', 'waits'] : ['exchanges', 'wait']
  return `${thousands(waiting)} ${exchanges} ${wait} ${waitsFor}, the oldest for ${durationText(ms)}`
}

/** With a comma between thousands: `1,204`. */
export function thousands(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

const minute = 60
const hour = 60 * minute

/** In the two largest units that say something: `12 s`, `3 min 20 s`, `2 h 5 min`. */
function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ${seconds % minute} s`
  return `${Math.floor(seconds / hour)} h ${Math.floor((seconds % hour) / minute)} min`
}
