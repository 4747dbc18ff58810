import type { Exchange, SocketLog } from '@ringback/recording'

/** A clock that runs faster or slower than that of this machine. */
export interface ClockPace {
  /** When both showed the same time, in milliseconds since 1970. */
  readonly startedAt: number
  readonly speed: number
}

/** An exchange with the times at which it really happened, in place of those of a clock with another speed. */
export function onWallClock<Timed extends Pick<Exchange, 'startedAt' | 'durationMs' | 'socket'>>(
  exchange: Timed,
  { startedAt, speed }: ClockPace,
): Timed {
  if (speed === 1) return exchange
  const real = startedAt + (Date.parse(exchange.startedAt) - startedAt) / speed
  return {
    ...exchange,
    startedAt: new Date(Math.round(real)).toISOString(),
    durationMs: exchange.durationMs / speed,
    ...(exchange.socket && { socket: atSpeed(exchange.socket, speed) }),
  }
}

function atSpeed(socket: SocketLog, speed: number): SocketLog {
  const timed = <Span extends { readonly atMs: number; readonly untilMs: number }>(span: Span): Span => ({
    ...span,
    atMs: span.atMs / speed,
    untilMs: span.untilMs / speed,
  })
  return { ...socket, frames: socket.frames.map(timed), speech: socket.speech.map(timed) }
}
