import { otherDigits } from './digits.ts'
import type { KeyedBytes } from './keyed-bytes.ts'
import {
  areaCodesOfCanada,
  areaCodesOfUs,
  fictitiousNumbers,
  twoDigitCallingCodes,
  unassignableExchanges,
  unassignableNumbers,
} from './number-plan.ts'

/** National numbers that belong to nobody: `#` stands for any digit. */
type Template = string

const twoDigits = new Set(twoDigitCallingCodes.split(' '))
const areasOfUs = areaCodesOfUs.match(/\d{3}/g) ?? []
const areasOfCanada = areaCodesOfCanada.match(/\d{3}/g) ?? []
const canadian = new Set(areasOfCanada)
const american = new Set(areasOfUs)
const exchanges = ['55501##', ...unassignableExchanges.map((exchange) => `${exchange}####`)]
const spaceOfUs = numberSpace(inAreas(areasOfUs))
const spaceOfCanada = numberSpace(inAreas(areasOfCanada))
const spaces = new Map<string, NumberSpace>()

/**
 * Another number of the same country calling code and length for `+` and digits. Where a country has numbers that belong
 * to nobody it is one of those, elsewhere the first national digit stays too. A pure function of key and number.
 */
export function otherNumber(keyed: KeyedBytes, number: string): string {
  const callingCode = callingCodeOf(number)
  const national = number.slice(1 + callingCode.length)
  const space = spaceOf(callingCode, national)
  if (space.size === 0) {
    const first = national.slice(0, national.length > 4 ? 1 : 0)
    const label = `number\u0000${callingCode}${first}`
    return `+${callingCode}${first}${otherDigits(keyed, label, national.slice(first.length))}`
  }
  for (let attempt = 0; ; attempt++) {
    const other = space.at(indexFrom(keyed(`number\u0000${attempt}\u0000${number}`), space.size))
    if (other !== national) return `+${callingCode}${other}`
  }
}

/**
 * Whether a number may belong to somebody: it is not among those that belong to nobody. Undefined for countries of which no
 * such numbers are known.
 */
export function mayBeAssigned(number: string): boolean | undefined {
  const callingCode = callingCodeOf(number)
  const national = number.slice(1 + callingCode.length)
  if (callingCode === '1') {
    return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) && !exchanges.some((rest) => fits(national.slice(3), rest))
  }
  const templates = fictitiousNumbers.get(callingCode)
  const prefixes = unassignableNumbers.get(callingCode)
  if (templates === undefined && prefixes === undefined) return undefined
  const isFictitious = templates?.some((template) => fits(national, template)) === true
  return !isFictitious && prefixes?.some((prefix) => national.startsWith(prefix)) !== true
}

function fits(digits: string, template: Template): boolean {
  return digits.length === template.length && digits.startsWith(template.replaceAll('#', ''))
}

/** The country calling code of a number that starts with `+`. */
export function callingCodeOf(number: string): string {
  const first = number.charAt(1)
  if (first === '1' || first === '7') return first
  const two = number.slice(1, 3)
  return twoDigits.has(two) ? two : number.slice(1, 4)
}

/** Numbers that belong to nobody, counted through, so that each index is another number. */
interface NumberSpace {
  readonly size: number
  at(index: number): string
}

function numberSpace(templates: readonly Template[]): NumberSpace {
  const ends: number[] = []
  let size = 0
  for (const template of templates) {
    size += 10 ** freeDigits(template)
    ends.push(size)
  }
  return {
    size,
    at: (index) => {
      const place = firstAbove(ends, index)
      const template = templates[place] ?? ''
      const free = freeDigits(template)
      const figures = String(index - (ends[place - 1] ?? 0)).padStart(free, '0')
      let next = 0
      return template.replaceAll('#', () => figures.charAt(next++))
    },
  }
}

function freeDigits(template: Template): number {
  return template.length - template.replaceAll('#', '').length
}

function firstAbove(ends: readonly number[], index: number): number {
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) > index) high = middle
    else low = middle + 1
  }
  return low
}

// Six bytes are an exact number in JavaScript, and far more than there are numbers to choose from.
function indexFrom(bytes: Uint8Array, size: number): number {
  let value = 0
  for (let at = 0; at < 6; at++) value = value * 256 + (bytes[at] ?? 0)
  return value % size
}

function spaceOf(callingCode: string, national: string): NumberSpace {
  if (callingCode === '1') return spaceOfNorthAmerica(national)
  const key = `${callingCode} ${national.length}`
  const known = spaces.get(key)
  if (known !== undefined) return known
  const made = numberSpace([
    ...(fictitiousNumbers.get(callingCode) ?? []).filter(({ length }) => length === national.length),
    ...(unassignableNumbers.get(callingCode) ?? [])
      .filter(({ length }) => national.length - length >= 4 && national.length - length <= 8)
      .map((prefix) => prefix.padEnd(national.length, '#')),
  ])
  if (spaces.size < 1000) spaces.set(key, made)
  return made
}

function spaceOfNorthAmerica(national: string): NumberSpace {
  if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(national)) return nothing
  const area = national.slice(0, 3)
  if (american.has(area)) return spaceOfUs
  if (canadian.has(area)) return spaceOfCanada
  return numberSpace(inAreas([area]))
}

const nothing: NumberSpace = { size: 0, at: () => '' }

function inAreas(areas: readonly string[]): readonly Template[] {
  return areas.flatMap((area) => exchanges.map((rest) => area + rest))
}
