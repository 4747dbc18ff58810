import type { DialCallStatus } from '@ringback/catalog'
import type { ParameterValues } from '../../webhooks/webhook-parameters.ts'

/**
 * The parameters for the action URL of a Dial. They are filled in step by step, since a hang-up may end it at any time.
 */
export interface DialResult {
  status: DialCallStatus
  values: ParameterValues
  /** The transfer target that the dialled person asked for (SIP REFER). */
  transferTo?: string
}
