import type { ParameterPairs } from '../../parameters.ts'
import type { CauseCode } from '../causes/cause-code.ts'

/** Some parameters made as Twilio may have sent them. */
export interface Edit {
  readonly pairs: ParameterPairs
  readonly cost: number
  readonly code: CauseCode
  /** Names of the parameters that it changes. */
  readonly names: string
}

/** Trimmed, dropped, added and joined parameters, which can only be guessed one at a time. */
export function* singleEdits(pairs: ParameterPairs, parameterNames: readonly string[]): Generator<Edit> {
  yield* dropped(pairs, parameterNames)
  for (const [at, [name, value]] of pairs.entries()) {
    for (const spaced of spacedForms(value))
      yield { pairs: pairs.with(at, [name, spaced]), cost: 3, code: 'parameters-trimmed', names: name }
    yield { pairs: pairs.toSpliced(at, 1), cost: 3, code: 'parameters-added', names: name }
    if (name.includes('_'))
      yield {
        pairs: pairs.with(at, [name.replaceAll('_', '.'), value]),
        cost: 3,
        code: 'parameters-renamed',
        names: name,
      }
    if (value.includes(','))
      yield {
        pairs: pairs.toSpliced(at, 1, ...value.split(',').map((each) => [name, each.trim()] as const)),
        cost: 3,
        code: 'parameters-repeated',
        names: name,
      }
    for (const zeros of zeroForms(value))
      yield { pairs: pairs.with(at, [name, zeros]), cost: 4, code: 'parameters-coerced', names: name }
  }
}

/** Two parameters trimmed, or two added. */
export function* doubleEdits(pairs: ParameterPairs): Generator<Edit> {
  for (const [at, [name, value]] of pairs.entries())
    for (const [after, [other, otherValue]] of pairs.slice(at + 1).entries()) {
      const later = at + 1 + after
      const names = `${name}, ${other}`
      const spaced = pairs.with(at, [name, `${value} `]).with(later, [other, `${otherValue} `])
      yield { pairs: spaced, cost: 5, code: 'parameters-trimmed', names }
      yield { pairs: pairs.toSpliced(later, 1).toSpliced(at, 1), cost: 5, code: 'parameters-added', names }
    }
}

function spacedForms(value: string): readonly string[] {
  return [`${value} `, ` ${value}`, ` ${value} `, `${value}\n`, `${value}\r\n`, `${value}  `]
}

/** Digits that began with zeros, a plus sign or a space before they became a number. */
function zeroForms(value: string): readonly string[] {
  if (!/^\d+(?:\.\d+)?$/.test(value)) return []
  return ['0', '00', '000', '+']
    .map((start) => start + value)
    .concat(value.includes('.') ? `${value}0` : `${value}.0`)
}

const smallSet = 10

function* dropped(pairs: ParameterPairs, parameterNames: readonly string[]): Generator<Edit> {
  const present = new Set(pairs.map(([name]) => name))
  const missing = [...new Set(parameterNames)].filter((name) => !present.has(name))
  const edit = (names: readonly string[], cost: number): Edit => ({
    pairs: [...pairs, ...names.map((name) => [name, ''] as const)],
    cost,
    code: 'parameters-dropped',
    names: names.join(', '),
  })
  if (missing.length === 0) return
  yield edit(missing, 2)
  for (const [at, name] of missing.entries()) {
    yield edit([name], 3)
    yield edit(missing.toSpliced(at, 1), 3)
    for (const other of missing.slice(at + 1)) yield edit([name, other], 4)
  }
  if (missing.length > smallSet) return
  for (let chosen = 1; chosen < 2 ** missing.length; chosen++)
    yield edit(
      missing.filter((_, at) => (chosen >> at) & 1),
      5,
    )
}
