import { RingbackError } from '@ringback/common'

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * An age (`30d`, `12h`, `8w`) in milliseconds. `option`: the option it was given with.
 * @throws {RingbackError} `bad-age`
 */
export function ageMs(text: string, option: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([hdw])$/.exec(text.trim()) ?? []
  const ms = unitMs[unit]
  if (ms === undefined) {
    throw new RingbackError(
      'bad-age',
      `${option} must be a number with h, d or w; it is ${JSON.stringify(text)}.`,
      { remedy: `For example: ${option} 30d` },
    )
  }
  return Number(number) * ms
}
