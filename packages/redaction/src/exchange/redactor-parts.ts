import type { TextRedactor } from '../find/text-redactor.ts'
import type { Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import type { ValueRedactor } from '../values/value-redactor.ts'
import type { WorkMeter } from '../work-meter.ts'
import type { RedactHeaders } from './headers.ts'
import type { TextMemory } from './text-memory.ts'

/** What a redactor is made of. */
export interface RedactorParts {
  readonly pseudonyms: Pseudonyms
  readonly values: ValueRedactor
  readonly texts: TextRedactor
  readonly redactHeaders: RedactHeaders
  readonly memory: TextMemory
  readonly work: WorkMeter
}
