import { kindRow, parameter, recordFromParameters, valueOf } from '@ringback/catalog'
import { documentOf } from '@ringback/checks'
import { parametersOf, type Exchange, type Recording } from '@ringback/recording'
import {
  childElements,
  element,
  noun,
  reachableVerbs,
  spokenText,
  trimmedText,
  verb,
  type TwimlDocument,
  type TwimlElement,
} from '@ringback/twiml'

/** What the caller of a recorded call did, and heard. */
export type RecordedStep =
  | { readonly type: 'hears'; readonly text: string }
  | { readonly type: 'press'; readonly keys: string }
  | { readonly type: 'say'; readonly text: string }
  /** The app dialled a number. What the other side did is not in a recording. */
  | { readonly type: 'dials'; readonly to: string }

/** Verbs that put the caller through to somebody or something that a recording tells nothing of. */
const connecting: ReadonlySet<string> = new Set([verb.Dial, verb.Enqueue, verb.Connect])

/** The caller's side of a call, up to where the app puts the caller through. `isWhole`: nothing comes after. */
export function recordedSteps({ exchanges, callSid }: Recording): {
  readonly steps: readonly RecordedStep[]
  readonly isWhole: boolean
} {
  const steps: RecordedStep[] = []
  const documents = exchanges.filter((exchange) => isDocument(exchange, callSid))
  for (const exchange of documents) {
    steps.push(...inputOf(exchange))
    const document = documentOf(exchange)
    if (document === null) continue
    const verbs = reachableVerbs(document)
    steps.push(...heardIn(document), ...verbs.flatMap(dialledBy))
    if (verbs.some(({ name }) => connecting.has(name))) {
      return { steps, isWhole: exchange === documents.at(-1) }
    }
  }
  return { steps, isWhole: true }
}

/** Whether Twilio runs the answer on the leg of the caller. */
function isDocument({ kind, callSid }: Exchange, root: string | null): boolean {
  return kind !== null && callSid === root && kindRow(kind).synchronous
}

function inputOf({ kind, request }: Exchange): readonly RecordedStep[] {
  const parameters = parametersOf(request)
  const keys = valueOf(parameters, parameter.Digits) ?? ''
  const speech = valueOf(parameters, parameter.SpeechResult) ?? ''
  if (kind === 'record.action') return [{ type: 'say', text: 'This is a message.' }]
  if (kind !== 'gather.action') return []
  const finished = valueOf(parameters, parameter.FinishedOnKey) ?? ''
  if (keys !== '' || finished !== '') return [{ type: 'press', keys: keys + finished }]
  return speech === '' ? [] : [{ type: 'say', text: speech }]
}

function heardIn(document: TwimlDocument): readonly RecordedStep[] {
  return reachableVerbs(document)
    .flatMap((each) => (each.name === verb.Gather ? childElements(each) : [each]))
    .flatMap((each): readonly RecordedStep[] => {
      if (each.name !== element.Say) return []
      const text = spokenText(each)
      return text === '' ? [] : [{ type: 'hears', text }]
    })
}

function dialledBy(dial: TwimlElement): readonly RecordedStep[] {
  if (dial.name !== verb.Dial) return []
  const nouns = childElements(dial)
  const numbers = nouns.length === 0 ? [dial] : nouns.filter(({ name }) => name === noun.Number)
  return numbers
    .map(trimmedText)
    .filter((to) => /^\+\d{7,15}$/.test(to))
    .map((to) => ({ type: 'dials', to }))
}

/** What Twilio told of the caller, for the parameters of a call: places and names. */
export function callerParameters(exchange: Exchange): Readonly<Record<string, string>> {
  const told = /^(?:From|To)(?:City|State|Zip|Country)$|^CallerName$|^ForwardedFrom$/
  const all = Object.entries(recordFromParameters(parametersOf(exchange.request)))
  return Object.fromEntries(
    all.filter((pair): pair is [string, string] => told.test(pair[0]) && typeof pair[1] === 'string'),
  )
}
