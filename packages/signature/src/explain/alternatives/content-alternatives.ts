import { bodyText, type SignedBody } from '../../content.ts'
import { signedText, type ParameterPairs } from '../../parameters.ts'
import { decodeForm } from '../../url/form.ts'
import type { Alternative, Clue } from './alternative.ts'
import type { CauseCode } from '../causes/cause-code.ts'
import { parameterChanges } from '../parameters/parameter-changes.ts'
import { parameterDifferences } from '../parameters/parameter-differences.ts'
import { doubleEdits, singleEdits } from '../parameters/parameter-edits.ts'
import { readingsOf } from '../parameters/parsed-parameters.ts'
import type { ParsedParameters } from '../model.ts'
import { repeatedReadings } from '../parameters/repeated.ts'

/** What a request tells about the parameters that Twilio signed. */
export interface ContentClues {
  readonly parameters: ParsedParameters | undefined
  /** The raw body, if it is known and may be a form. */
  readonly form: SignedBody | undefined
  readonly isBodyless: boolean
  readonly hashInQuery: boolean
  /** Names of the query's parameters. */
  readonly queryNames: ReadonlySet<string>
  /** Names that this kind of webhook carries. */
  readonly parameterNames: readonly string[]
}

/** With more parameters than any webhook has, one by one would take too long. */
const mostEdited = 100

interface Reading {
  readonly pairs: ParameterPairs
  readonly cost: number
  readonly clues: readonly Clue[]
}

/** The signed text of the parameters, under everything that an app may have done to them. */
export function* contentAlternatives(clues: ContentClues): Generator<Alternative<string>> {
  const { asGiven, ...readings } = readingsOf(clues.parameters)
  if (clues.form !== undefined && !clues.isBodyless) {
    const sent = decodeForm(bodyText(clues.form))
    yield { value: signedText(sent), cost: 1, clues: parameterDifferences(asGiven, sent) }
  }
  if (asGiven.length === 0) return
  yield { value: '', cost: 1, clues: [{ code: unsignedCode(clues) }] }

  const given: Reading = { pairs: asGiven, cost: 0, clues: [] }
  const once = [
    given,
    step(given, { pairs: readings.withoutNulls, cost: 1, code: 'parameters-null' }),
    step(given, { pairs: readings.inBrackets, cost: 1, code: 'parameters-nested' }),
    step(given, { pairs: readings.dotted, cost: 2, code: 'parameters-nested' }),
    ...stepsFrom(given, clues),
  ].filter((reading) => reading !== null)
  for (const reading of once) {
    yield signed(reading)
    for (const next of stepsFrom(reading, clues)) yield signed(next)
    if (reading.cost <= 2 && reading.pairs.length <= mostEdited) yield* edited(reading, clues.parameterNames)
  }
}

function* edited(reading: Reading, parameterNames: readonly string[]): Generator<Alternative<string>> {
  const edits = [
    singleEdits(reading.pairs, parameterNames),
    reading.cost === 0 ? doubleEdits(reading.pairs) : [],
  ]
  for (const each of edits)
    for (const edit of each) {
      const next = step(reading, edit)
      if (next !== null) yield signed(next)
    }
}

function stepsFrom(reading: Reading, clues: ContentClues): readonly Reading[] {
  const steps = parameterChanges.map(({ of, cost, code }) =>
    step(reading, { pairs: of(reading.pairs), cost, code }),
  )
  const unmerged = reading.pairs.filter(([name]) => !clues.queryNames.has(name))
  steps.push(step(reading, { pairs: unmerged, cost: 1, code: 'parameters-merged-with-query' }))
  const capital = reading.pairs.filter(([name]) => /^\p{Lu}/u.test(name))
  steps.push(step(reading, { pairs: capital, cost: 2, code: 'parameters-added' }))
  for (const pairs of repeatedReadings(reading.pairs))
    steps.push(step(reading, { pairs, cost: 2, code: 'parameters-repeated' }))
  return steps.filter((each) => each !== null)
}

/** One thing that an app may have done to the parameters, and what they were before. */
interface Change {
  readonly pairs: ParameterPairs
  readonly cost: number
  readonly code: CauseCode
  /** The names it concerns; by default those that differ. */
  readonly names?: string
}

/** A reading one change further, or null when the change changes nothing. */
function step(from: Reading, { pairs, cost, code, names }: Change): Reading | null {
  const detail = names ?? changedNames(from.pairs, pairs)
  if (detail === '') return null
  const others = from.clues.filter((clue) => clue.code !== code)
  return { pairs, cost: from.cost + cost, clues: [...others, { code, detail }] }
}

function changedNames(before: ParameterPairs, after: ParameterPairs): string {
  const key = ([name, value]: readonly [string, string]): string => `${name}=${value}`
  const kept = new Set(after.map(key))
  const gone = before.filter((pair) => !kept.has(key(pair))).map(([name]) => name)
  const known = new Set(before.map(key))
  const fresh = after.filter((pair) => !known.has(key(pair))).map(([name]) => name)
  const names = gone.length > 0 ? gone : fresh
  if (names.length === 0 && before.length !== after.length) return before[0]?.[0] ?? ''
  return [...new Set(names)].join(', ')
}

function signed({ pairs, cost, clues }: Reading): Alternative<string> {
  return { value: signedText(pairs), cost, clues }
}

function unsignedCode({ isBodyless, hashInQuery }: ContentClues): CauseCode {
  if (isBodyless) return 'parameters-counted-in-get'
  return hashInQuery ? 'parameters-counted-beside-body-hash' : 'parameters-not-signed'
}
