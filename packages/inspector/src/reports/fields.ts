import * as v from 'valibot'
import type { SeverityView } from '../model/report-view.ts'

/** Fields that several reports have. */
export const severity: v.GenericSchema<SeverityView> = v.picklist(['error', 'warning', 'info'])

type Optional<Schema extends v.GenericSchema> = v.OptionalSchema<v.NullableSchema<Schema, undefined>, null>

/** A code of Twilio's debugger; null where there is none. */
export const twilioCode: Optional<v.NumberSchema<undefined>> = v.optional(v.nullable(v.number()), null)

/** A text; null where there is none. */
export const text: Optional<v.StringSchema<undefined>> = v.optional(v.nullable(v.string()), null)

/** Texts; empty where there are none. */
export const texts: v.OptionalSchema<
  v.ArraySchema<v.StringSchema<undefined>, undefined>,
  readonly []
> = v.optional(v.array(v.string()), [])

/** A count or a time. */
export const amount: v.GenericSchema<number> = v.pipe(v.number(), v.minValue(0))
