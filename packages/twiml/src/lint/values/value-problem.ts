import type { AttributeRow } from '../../model.ts'
import type { Visit } from '../options.ts'

/** An attribute's value in its place. */
export interface WrittenValue extends Visit {
  readonly attribute: AttributeRow
  readonly value: string
}

/** What is wrong with a value; the text continues "Dial has timeout="x", ". */
export interface ValueProblem {
  readonly message: string
  /** The finding's code where `twiml-attribute-value` does not say it. */
  readonly code?: string
  /** Where it is not the attribute's own code. */
  readonly twilioCode?: number
  readonly suggestion?: string | undefined
  /** What Twilio does, where it is not to take the default. */
  readonly consequence?: string
  /** True: it is not documented whether Twilio takes it. */
  readonly isOpen?: boolean
}
