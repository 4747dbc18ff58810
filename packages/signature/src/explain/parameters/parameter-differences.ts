import type { ParameterPairs } from '../../parameters.ts'
import type { Clue } from '../alternatives/alternative.ts'
import type { CauseCode } from '../causes/cause-code.ts'

/** What an app did to the parameters of a raw body, one clue for each kind of change, with the names. */
export function parameterDifferences(checked: ParameterPairs, sent: ParameterPairs): readonly Clue[] {
  if (checked.length === 0) return sent.length === 0 ? [] : [{ code: 'body-not-parsed' }]
  const before = grouped(sent)
  const after = grouped(checked)
  const names = new Map<CauseCode, string[]>()
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const code = differenceOf(name, before, after)
    if (code === null) continue
    const known = names.get(code)
    if (known === undefined) names.set(code, [name])
    else known.push(name)
  }
  return [...names].map(([code, list]) => ({ code, detail: list.join(', ') }))
}

type Grouped = ReadonlyMap<string, readonly string[]>

function differenceOf(name: string, sent: Grouped, checked: Grouped): CauseCode | null {
  const before = sent.get(name)
  const after = checked.get(name)
  if (after === undefined)
    return [...checked.keys()].some((other) => isRenamed(name, other)) ? null : 'parameters-dropped'
  if (before === undefined)
    return [...sent.keys()].some((other) => isRenamed(other, name))
      ? 'parameters-renamed'
      : 'parameters-added'
  if (sameValues(before, after)) return null
  if (before.length > 1) return 'parameters-repeated'
  return changeOf(before[0] ?? '', after[0] ?? '')
}

function changeOf(before: string, after: string): CauseCode {
  if (before.trim() === after) return 'parameters-trimmed'
  if (before === '' && /^(?:null|undefined)$/.test(after)) return 'parameters-null'
  if (before.replaceAll('+', ' ').trim() === after.replaceAll('+', ' ').trim()) return 'parameters-plus'
  if (before.trim() !== '' && Number(before) === Number(after)) return 'parameters-coerced'
  if (before.replaceAll('\r\n', '\n') === after.replaceAll('\r\n', '\n')) return 'parameters-line-breaks'
  if (before.normalize() === after.normalize()) return 'parameters-charset'
  if (after.startsWith('[object ')) return 'parameters-nested'
  return 'parameters-changed'
}

function isRenamed(sent: string, checked: string): boolean {
  const plain = (name: string): string => name.replaceAll(/\[\d*\]$|[^\p{L}\p{N}]/gu, '').toLowerCase()
  return sent !== checked && plain(sent) === plain(checked)
}

function sameValues(before: readonly string[], after: readonly string[]): boolean {
  const left = [...new Set(before)].toSorted()
  const right = [...new Set(after)].toSorted()
  return left.length === right.length && left.every((value, at) => value === right[at])
}

function grouped(pairs: ParameterPairs): Grouped {
  const groups = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [value])
    else known.push(value)
  }
  return groups
}
