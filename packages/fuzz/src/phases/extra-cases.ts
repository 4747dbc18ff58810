import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { Route } from '../routes/route.ts'

const strangersNumber = '+12025550147'
const keys = Array.from('0123456789*#')

/** Webhooks beside the edge cases of a kind: each key that can be pressed, and numbers that a caller may have dialled. */
export function extraCases({ kind }: Route, plain: Parameters): readonly Parameters[] {
  const changed = (changes: Readonly<Record<string, string>>): Parameters => {
    const others = new Map(Object.entries(changes))
    return plain.map(([name, value]) => [name, others.get(name) ?? value] as const)
  }
  if (kind === 'gather.action' && valueOf(plain, parameter.Digits) !== undefined) {
    return [...keys, strangersNumber.slice(1), strangersNumber.slice(2)].map((digits) =>
      changed({ [parameter.Digits]: digits }),
    )
  }
  if (kind === 'voice.incoming-client-app') return [changed({ [parameter.To]: strangersNumber })]
  if (kind !== 'voice.incoming-sip-domain') return []
  const address = valueOf(plain, parameter.To) ?? ''
  const domain = address.includes('@') ? address.slice(address.indexOf('@')) : ''
  const to = `sip:${strangersNumber}${domain}`
  return [changed({ [parameter.To]: to, [parameter.Called]: to })]
}
