import { callStatus, type CallStatus } from '../values.gen.ts'

const { completed, busy, noAnswer, failed, canceled } = callStatus

/**
 * By final SIP response, the statuses of a call or a dialled leg that it was seen with or stands for. 487 was seen with busy
 * (docs/facts/webhooks.md, section 7, 19).
 */
export const sipResponseStatuses: Readonly<Record<string, readonly [CallStatus, ...CallStatus[]]>> = {
  200: [completed],
  404: [failed],
  408: [noAnswer],
  480: [noAnswer],
  486: [busy],
  487: [canceled, noAnswer, busy],
  503: [failed],
  603: [busy, failed],
}
