import type { Finding } from '@ringback/catalog'
import * as v from 'valibot'
import { cutText } from './cut-text.ts'

/** Something that is wrong, as tools say it. */
export interface FindingAnswer {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  /** The code that Twilio's debugger logs; null where it logs nothing. */
  readonly twilioCode: number | null
  /** A line and column, a parameter, the URL of a target; null where it is about the whole. */
  readonly where: string | null
}

export const findingSchema: v.GenericSchema<FindingAnswer> = v.strictObject({
  code: v.string(),
  severity: v.pipe(
    v.picklist(['error', 'warning', 'info']),
    v.description('error: it ends the call in Twilio. warning: Twilio logs a warning. info: good to know'),
  ),
  message: v.string(),
  twilioCode: v.pipe(v.nullable(v.number()), v.description("The code in Twilio's debugger, if it logs one")),
  where: v.nullable(v.string()),
})

const longestMessage = 600

/** A finding as it is answered. `where`: where it is, unless the finding says so itself. */
export function findingAnswer(
  { code, severity, message, twilioCode, parameter }: Finding,
  where: string | undefined = parameter,
): FindingAnswer {
  return {
    code,
    severity,
    message: cutText(message, longestMessage),
    twilioCode: twilioCode ?? null,
    where: where === undefined ? null : cutText(where, longestMessage),
  }
}
