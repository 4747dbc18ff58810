import type { Ids } from '@ringback/twilio-client'
import { callStatus, direction, recordingSource, sidPrefix } from '@ringback/catalog'
import { startOutgoingCall, type Simulation } from '@ringback/simulator/engine'
import { addNotification, type Account } from '../account/account.ts'
import type { CallRow } from '../account/call-row.ts'
import type { CallPlan } from './call-plan.ts'
import { recordLeg } from './recording-plan.ts'
import { debuggerCodeRow, restCodeRow } from '@ringback/catalog'

/** Puts a call into the queue of calls to be placed, from which `callsPerSecond` calls are taken each second. */
export function placeCall(account: Account, plan: CallPlan): CallRow {
  const { simulation, calls } = account
  const now = simulation.clock.now()
  const due = Math.max(now, account.lastPlacedAt + 1000 / account.callsPerSecond)
  account.lastPlacedAt = due
  const sid = simulation.ids.sid(sidPrefix.call)
  const row: CallRow = {
    sid,
    from: plan.call.from,
    to: plan.call.to,
    direction: direction.outboundApi,
    parentCallSid: null,
    createdAt: now,
    updatedAt: now,
    queueMs: due - now,
    leg: undefined,
    isCanceled: false,
    unplace: simulation.clock.schedule(due - now, () => dial(account, sid, plan)),
  }
  calls.set(sid, row)
  for (const code of plan.warnings) {
    const message = (debuggerCodeRow(code) ?? restCodeRow(code))?.title ?? ''
    addNotification(account, { callSid: sid, code, level: 'warning', message })
  }
  return row
}

function dial(account: Account, sid: string, { call, timeLimit, recording }: CallPlan): void {
  const { simulation } = account
  const own: Simulation = {
    ...simulation,
    ids: idsBeginningWith(sid, simulation.ids),
    maxCallSeconds: timeLimit ?? simulation.maxCallSeconds,
  }
  const leg = startOutgoingCall(own, call)
  if (recording === undefined) return
  const stopListening = simulation.log.listen((event) => {
    if (event.callSid !== sid || event.type !== 'leg-status' || event.status !== callStatus.inProgress) return
    stopListening()
    recordLeg(account, leg, recording, recordingSource.outboundApi)
  })
}

/** The call got its SID when it was requested; all other SIDs are generated as usual. */
function idsBeginningWith(sid: string, ids: Ids): Ids {
  let isGiven = false
  return {
    ...ids,
    sid(prefix) {
      if (isGiven) return ids.sid(prefix)
      isGiven = true
      return sid
    },
  }
}
