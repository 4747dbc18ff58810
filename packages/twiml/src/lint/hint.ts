import type { Position } from '../position.ts'
import type { Problem } from './options.ts'

/** Advice of ringback's own: legal for Twilio, but seldom what was meant. */
export function hint(code: string, message: string, position: Position, attribute?: string): Problem {
  return {
    code: `twiml-hint-${code}`,
    message,
    position,
    severity: 'info',
    ...(attribute !== undefined && { attribute }),
  }
}
