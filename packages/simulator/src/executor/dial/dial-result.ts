import type { DialCallStatus } from '@ringback/catalog'
import type { ParameterValues } from '../../webhooks/webhook-parameters.ts'

/** What the action URL of a Dial is told, filled in as it goes on: a hang-up may end it at any point. */
export interface DialResult {
  status: DialCallStatus
  values: ParameterValues
  /** Where the person who was dialled wants the call to go (SIP REFER). */
  transferTo?: string
}
