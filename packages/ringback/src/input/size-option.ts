import { RingbackError } from '@ringback/common'

const decimal = 1000
const binary = 1024
const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't'].flatMap((prefix, index): [string, number][] => [
    [`${prefix}b`, decimal ** (index + 1)],
    [`${prefix}ib`, binary ** (index + 1)],
  ]),
])

/** How small a size may be, and how `sizeOption` calls it. */
export interface SizeRules {
  /** The option's name, for the message. */
  readonly option: string
  readonly leastBytes: number
  /** The same as a person writes it. */
  readonly least: string
}

/** The bytes that a size such as `4GiB`, `500MB` or `1000000` means. Throws a `RingbackError` when it is none. */
export function sizeOption(text: string, { option, leastBytes, least }: SizeRules): number {
  const [, figures = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([a-z]{0,3})$/i.exec(text.trim()) ?? []
  const factor = units.get(unit.toLowerCase())
  const bytes = figures === '' || factor === undefined ? Number.NaN : Math.round(Number(figures) * factor)
  if (bytes >= leastBytes && Number.isSafeInteger(bytes)) return bytes
  throw new RingbackError('bad-size', `${option} must be a size of at least ${least}, not "${text}".`, {
    remedy: `Write it as 500MB or 4GiB: ${option} 4GiB`,
  })
}
