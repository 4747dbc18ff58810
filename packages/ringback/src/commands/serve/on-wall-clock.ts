import type { Exchange } from '@ringback/recording'

/** A clock that runs faster or slower than that of this machine. */
export interface ClockPace {
  /** When both showed the same time, in milliseconds since 1970. */
  readonly startedAt: number
  readonly speed: number
}

/** An exchange with the times at which it really happened, in place of those of a clock with another speed. */
export function onWallClock<Timed extends Pick<Exchange, 'startedAt' | 'durationMs'>>(
  exchange: Timed,
  { startedAt, speed }: ClockPace,
): Timed {
  if (speed === 1) return exchange
  const real = startedAt + (Date.parse(exchange.startedAt) - startedAt) / speed
  return {
    ...exchange,
    startedAt: new Date(Math.round(real)).toISOString(),
    durationMs: exchange.durationMs / speed,
  }
}
