import type { FuzzEvent, Phase } from '../report/events.ts'
import { givenRoutes } from '../routes/given-routes.ts'
import type { Run } from '../run.ts'
import { Stopped } from '../send/stop.ts'
import { coveragePhase } from './coverage.ts'
import { flowsPhase } from './flows.ts'
import { probePhase } from './probe.ts'
import { randomPhase } from './random.ts'
import { recordingsPhase } from './recordings.ts'
import { reportOutage } from './report-outage.ts'
import { probeFirst, securityPhase } from './security.ts'
import { takesPlacedCalls } from './takes-placed-calls.ts'

/** Runs one phase after the other, until the run is stopped or the app turns out to be unusable. */
export async function runPhases(run: Run, emit: (event: FuzzEvent) => void): Promise<void> {
  const enter = async (phase: Phase): Promise<void> => {
    emit({ type: 'phase', phase })
    await run.settings.reset?.()
  }
  try {
    await enter('probe')
    const obstacle = await probePhase(run)
    if (obstacle !== undefined) {
      if (!obstacle.isFinding) emit({ type: 'unusable', reason: obstacle.reason })
      return
    }
    for (const route of givenRoutes(run.settings)) {
      if (await takesPlacedCalls(run, route)) run.routes.add(route)
    }
    if (run.settings.recordings.length > 0) {
      await enter('recordings')
      await recordingsPhase(run)
    }
    await enter('coverage')
    await coveragePhase({ ...run, probeFirst: (route) => probeFirst(run, route) })
    await enter('random')
    await randomPhase(run)
    await enter('flows')
    await flowsPhase(run)
    await enter('security')
    await securityPhase(run)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    if (run.stop.reason() === 'app-down') await reportOutage(run)
  }
}
