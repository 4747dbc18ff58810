/**
 * Spells times as `Date.toISOString` does. Times come in about the order of time, so that all but the milliseconds is mostly
 * that of the one before.
 */
export function createTimeText(): (ms: number) => string {
  let second = Number.NaN
  let text = ''
  return (ms) => {
    const whole = Math.trunc(ms)
    const thisSecond = Math.floor(whole / 1000)
    if (thisSecond !== second) {
      text = new Date(thisSecond * 1000).toISOString().slice(0, -4)
      second = thisSecond
    }
    return `${text}${String(whole - thisSecond * 1000).padStart(3, '0')}Z`
  }
}
