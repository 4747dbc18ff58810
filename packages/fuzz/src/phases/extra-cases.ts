import { callStatus, kindRow, parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { Route } from '../routes/route.ts'

const strangersNumber = '+12025550147'
const keys = Array.from('0123456789*#')
/** A name that no Latin alphabet can write. */
const foreignName = '山田 太郎'

/** Calls that nobody answered last for no time: some callbacks say 0, others say nothing. */
const unanswered: readonly string[] = [
  callStatus.busy,
  callStatus.noAnswer,
  callStatus.failed,
  callStatus.canceled,
]

/**
 * Webhooks beside the edge cases of a kind: each key that can be pressed, numbers that a caller may have dialled, a name in another
 * script, calls without a duration.
 */
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
  const rows = kindRow(kind).parameters
  const others: Parameters[] = []
  if (rows.some(({ name }) => name === parameter.CallerName)) {
    others.push([
      ...plain.filter(([name]) => name !== parameter.CallerName),
      [parameter.CallerName, foreignName],
    ])
  }
  if (valueOf(plain, parameter.CallDuration) !== undefined) {
    const statuses = rows.find(({ name }) => name === parameter.CallStatus)?.values ?? []
    for (const status of unanswered.filter((each) => statuses.includes(each))) {
      others.push(
        changed({ [parameter.CallStatus]: status }).filter(
          ([name]) => name !== parameter.CallDuration && name !== parameter.Duration,
        ),
      )
    }
  }
  if (kind === 'voice.incoming-client-app') others.push(changed({ [parameter.To]: strangersNumber }))
  if (kind === 'voice.incoming-sip-domain') {
    const address = valueOf(plain, parameter.To) ?? ''
    const domain = address.includes('@') ? address.slice(address.indexOf('@')) : ''
    const to = `sip:${strangersNumber}${domain}`
    others.push(changed({ [parameter.To]: to, [parameter.Called]: to }))
  }
  return others
}
