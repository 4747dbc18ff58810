import { limits } from '@ringback/catalog'
import { messageOf } from '@ringback/common'
import type { PersonScript, PhoneCall } from '@ringback/simulator'
import { watchEndlessPage } from './endless-page.ts'
import type { Walk } from './walk.ts'

/** A call that was made, and what the caller's script had to complain about. */
export interface MadeCall {
  readonly call: PhoneCall
  readonly complaint: string | undefined
  /** The page that the call would have heard again and again, until Twilio had ended it; the caller hung up there. */
  readonly endlessPage?: string | undefined
}

/** Seconds that a caller without further steps stays on a connection that the app keeps open. */
const longestConnection = 60

/**
 * Lets the call of a walk go through to its end, as fast as the app answers; `person` goes on where the steps end. On a stream
 * or a relay that goes on, the caller hangs up after a minute, and so he does where the app gives him the same document again
 * and again.
 */
export async function runThrough(walk: Walk, person?: PersonScript): Promise<MadeCall> {
  const endless = watchEndlessPage(walk.phone)
  const call = await walk.start()
  let complaint: string | undefined
  try {
    await person?.(call)
  } catch (error) {
    complaint = messageOf(error)
  }
  if (call.waitingFor()?.for === 'connect') {
    await call
      .sees(() => call.waitingFor()?.for !== 'connect', { within: longestConnection })
      .catch(() => undefined)
    if (call.waitingFor()?.for === 'connect') await call.hangup()
  }
  const isLost = (): boolean => endless.found() !== undefined
  if (!call.isOver()) await call.sees(isLost, { within: limits.callSeconds.default }).catch(() => undefined)
  const endlessPage = call.isOver() ? undefined : endless.found()
  if (endlessPage !== undefined) await call.hangup()
  await call.ends()
  return { call, complaint, endlessPage }
}
