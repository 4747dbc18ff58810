import { otherDigits } from './digits.ts'
import type { KeyedBytes } from './keyed-bytes.ts'
import { areaCodesOfCanada, areaCodesOfUs, fictitiousNumbers, twoDigitCallingCodes } from './number-plan.ts'

const twoDigits = new Set(twoDigitCallingCodes.split(' '))
/** By area code, the numbers that belong to nobody in the country of that area. */
const templatesOfArea = new Map(
  [areaCodesOfUs, areaCodesOfCanada].flatMap((codes) => {
    const areas = codes.match(/\d{3}/g) ?? []
    const templates = areas.map(fictitiousInArea)
    return areas.map((area) => [area, templates] as const)
  }),
)

/**
 * Another number of the same country calling code and length for `+` and digits. Where a country has numbers that
 * belong to nobody it is one of those, elsewhere the first national digit stays too.
 */
export function otherNumber(keyed: KeyedBytes, number: string): string {
  const callingCode = callingCodeOf(number)
  const national = number.slice(1 + callingCode.length)
  const templates = templatesOf(callingCode, national)
  if (templates.length === 0) {
    const kept = national.length > 4 ? 1 : 0
    const label = `number\u0000${callingCode}${national.slice(0, kept)}`
    return `+${callingCode}${national.slice(0, kept)}${otherDigits(keyed, label, national.slice(kept))}`
  }
  for (let attempt = 0; ; attempt++) {
    const bytes = keyed(`number\u0000${attempt}\u0000${number}`)
    const choice = (((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) % templates.length
    let at = 3
    const filled = (templates[choice] ?? '').replaceAll('#', () => String((bytes[at++] ?? 0) % 10))
    if (filled !== national) return `+${callingCode}${filled}`
  }
}

/** The country calling code of a number that starts with `+`. */
function callingCodeOf(number: string): string {
  const first = number.charAt(1)
  if (first === '1' || first === '7') return first
  const two = number.slice(1, 3)
  return twoDigits.has(two) ? two : number.slice(1, 4)
}

function templatesOf(callingCode: string, national: string): readonly string[] {
  if (callingCode !== '1') {
    return (fictitiousNumbers[callingCode] ?? []).filter((template) => template.length === national.length)
  }
  if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(national)) return []
  const area = national.slice(0, 3)
  return templatesOfArea.get(area) ?? [fictitiousInArea(area)]
}

function fictitiousInArea(area: string): string {
  return `${area}55501##`
}
