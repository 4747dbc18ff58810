import { answeredBy, type AnsweredBy } from '@ringback/catalog'
import type { OutgoingCall, Person } from '@ringback/simulator'
import { flagOf, targetOf, type RestParameters } from '../api/api-request.ts'
import { restWarning } from '../data/refusals.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { detectionMode, restLimits } from '../data/rest-values.ts'

/** The machine detection settings of a call, and the person with the times they lead to. */
export interface Detection {
  readonly person: Person
  readonly machineDetection: OutgoingCall['machineDetection']
}

const ends: ReadonlySet<AnsweredBy> = new Set([
  answeredBy.machineEndBeep,
  answeredBy.machineEndSilence,
  answeredBy.machineEndOther,
])

/** Reads the parameters of answering machine detection. */
export function detectionOf(form: RestParameters, person: Person, warnings: number[]): Detection {
  const mode = form.get(restParameter.MachineDetection)
  if (mode === undefined) return { person, machineDetection: undefined }
  const seen = { ...person, ...verdictOf(form, person, mode) }
  if (flagOf(form, restParameter.AsyncAmd) !== true) return { person: seen, machineDetection: {} }
  const callback = targetOf(
    form,
    restParameter.AsyncAmdStatusCallback,
    restParameter.AsyncAmdStatusCallbackMethod,
  )
  if (callback !== undefined) return { person: seen, machineDetection: { callback } }
  warnings.push(restWarning.noAsyncAmdCallback)
  return { person, machineDetection: undefined }
}

/** `Enable` ends at the start of the greeting, `DetectMessageEnd` at its end; both end at their timeout. */
function verdictOf(
  form: RestParameters,
  { answeredBy: who = answeredBy.human, detectionMs }: Person,
  mode: string,
): Pick<Person, 'answeredBy' | 'detectionMs'> {
  const limitMs =
    Number(form.get(restParameter.MachineDetectionTimeout) ?? restLimits.detectionSeconds.default) * 1000
  if (detectionMs !== undefined && detectionMs > limitMs) {
    return { answeredBy: answeredBy.unknown, detectionMs: limitMs }
  }
  const waitsForEnd = mode === detectionMode.detectMessageEnd
  if (!waitsForEnd && ends.has(who)) return { answeredBy: answeredBy.machineStart }
  if (waitsForEnd && who === answeredBy.machineStart) return { answeredBy: answeredBy.machineEndBeep }
  return { answeredBy: who }
}
