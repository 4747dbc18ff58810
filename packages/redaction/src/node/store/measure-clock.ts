import { connectionOf } from '@ringback/recording/postgres'
import type { Pool } from 'pg'
import { machineMs, type StoreClock } from './store-time.ts'

/** So many questions are asked: the one that was answered soonest tells the most. */
const questions = 5
/** How far a clock that never steps runs ahead or behind, as a share of the time that passed: more than those of machines do. */
const drift = 1e-4

/**
 * Measures the clock of a database. It is taken to have been read in the middle of the round trip; where the way there takes longer
 * than the way back, or the other way round, that is wrong by up to half of the round trip, and there is no way to find out. So
 * machines that are equally far from the database agree better than within their round trips.
 */
export async function measureClock(pool: Pool): Promise<StoreClock> {
  let best: StoreClock | undefined
  const client = await connectionOf(pool)
  let failure: Error | undefined
  try {
    for (let question = 0; question < questions; question += 1) {
      const asked = machineMs()
      const { rows } = await client.query<{ time: number }>(
        'select extract(epoch from clock_timestamp())::float8 * 1000 as time',
      )
      const roundTripMs = machineMs() - asked
      const [row] = rows
      if (row !== undefined && roundTripMs < (best?.roundTripMs ?? Infinity))
        best = { time: row.time, at: asked + roundTripMs / 2, roundTripMs }
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(failure)
  }
  if (best === undefined) throw new Error('The database did not tell the time.')
  return best
}

/** The one of two measurements that is less wrong by now: an old one becomes wrong by the drift of this machine's clock. */
export function betterClock(known: StoreClock | undefined, measured: StoreClock): StoreClock {
  if (known === undefined) return measured
  const now = machineMs()
  const errorOf = ({ at, roundTripMs }: StoreClock): number => roundTripMs / 2 + (now - at) * drift
  return errorOf(known) < errorOf(measured) ? known : measured
}
