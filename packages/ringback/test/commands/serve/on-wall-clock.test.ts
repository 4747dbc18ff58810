import type { SocketLog } from '@ringback/recording'
import { expect, test } from 'vitest'
import { onWallClock } from '../../../src/commands/serve/on-wall-clock.ts'

test('an exchange of a fast clock is told with its real time, which is never in the future', () => {
  const startedAt = Date.parse('2026-01-01T12:00:00.000Z')
  const fast = { startedAt: '2026-01-01T12:10:00.000Z', durationMs: 500 }
  expect(onWallClock(fast, { startedAt, speed: 10 })).toEqual({
    ...fast,
    startedAt: '2026-01-01T12:01:00.000Z',
    durationMs: 50,
  })
  expect(onWallClock(fast, { startedAt, speed: 1 })).toEqual(fast)
})

test('so are the frames and the speech of its socket', () => {
  const startedAt = Date.parse('2026-01-01T12:00:00.000Z')
  const span = { atMs: 100, untilMs: 300 }
  const socket: SocketLog = {
    protocol: 'media-streams',
    sid: 'MZ1',
    frames: [{ from: 'app', ...span, count: 1, text: '{}' }],
    leftOut: 0,
    speech: [{ by: 'caller', ...span, text: 'hello' }],
    closedBy: 'app',
    closeCode: 1000,
    closeReason: '',
  }
  const fast = { startedAt: '2026-01-01T12:10:00.000Z', durationMs: 500, socket }
  const told = onWallClock(fast, { startedAt, speed: 10 })
  expect(told.socket?.frames).toMatchObject([{ atMs: 10, untilMs: 30, text: '{}' }])
  expect(told.socket?.speech).toMatchObject([{ atMs: 10, untilMs: 30, text: 'hello' }])
})
