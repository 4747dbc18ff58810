import { inByteOrder } from './byte-order.ts'
import { nameOrder, nameOrderOf, type NameOrder } from './name-order.ts'

/** Parameters in order; a name may appear more than once. */
export type ParameterPairs = readonly (readonly [name: string, value: string])[]

/** Parameters by name; a name that appears more than once has the list of its values. */
export type ParameterRecord = Readonly<Record<string, string | readonly string[]>>

/** Both forms in which parameters can be given. */
export type SignedParameters = ParameterPairs | ParameterRecord

/**
 * What parameters add to the signed text: by name in byte order, each name followed by its value, nothing
 * between. A repeated name adds each of its different values once, in byte order (the rule of Twilio's node,
 * python and php SDKs).
 */
export function signedText(parameters: SignedParameters): string {
  if (!isPairs(parameters)) return joined(nameOrder(Object.keys(parameters)), Object.values(parameters))
  const order = nameOrderOf(parameters)
  if (order.isRepeated) return signedText(recordOf(parameters))
  let text = ''
  for (const place of order.places) {
    const pair = parameters[place]
    if (pair !== undefined) text += pair[0] + pair[1]
  }
  return text
}

function joined({ sorted, places }: NameOrder, values: readonly unknown[]): string {
  let text = ''
  for (let at = 0; at < sorted.length; at++) {
    const name = sorted[at] ?? ''
    const value = values[places[at] ?? 0]
    text += typeof value === 'string' ? name + value : repeatedText(name, value)
  }
  return text
}

function repeatedText(name: string, value: unknown): string {
  if (!Array.isArray(value)) return name + String(value)
  const values = inByteOrder([...new Set(value.map(String))])
  return values.map((each) => name + each).join('')
}

function recordOf(pairs: ParameterPairs): ParameterRecord {
  // A null prototype, so that a parameter may have any name; Object.create is typed as any.
  const record = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of pairs) {
    const present = record[name]
    if (present === undefined) record[name] = value
    else if (Array.isArray(present)) present.push(value)
    else record[name] = [present, value]
  }
  return record
}

function isPairs(parameters: SignedParameters): parameters is ParameterPairs {
  return Array.isArray(parameters)
}
