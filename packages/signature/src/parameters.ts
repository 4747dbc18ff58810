import { inByteOrder } from './byte-order.ts'
import { sortedNames } from './sorted-names.ts'

/** Parameters in order; a name may stand more than once. */
export type ParameterPairs = readonly (readonly [name: string, value: string])[]

/** Parameters by name; a name that stands more than once has the list of its values. */
export type ParameterRecord = Readonly<Record<string, string | readonly string[]>>

/** Both forms in which parameters can be given. */
export type SignedParameters = ParameterPairs | ParameterRecord

/** Ordered pairs from either form. A value that is no text counts as its text, as in Twilio's SDK. */
export function pairsOf(parameters: SignedParameters): ParameterPairs {
  if (isPairs(parameters)) return parameters
  return Object.entries(parameters).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((each) => [name, String(each)] as const)
      : [[name, String(value)] as const],
  )
}

/**
 * What parameters add to the signed text: by name in byte order, each name followed by its value, nothing
 * between. A repeated name adds each of its different values once, in byte order (the rule of Twilio's node,
 * python and php SDKs).
 */
export function signedText(parameters: SignedParameters): string {
  const record = isPairs(parameters) ? recordOf(parameters) : parameters
  let text = ''
  for (const name of sortedNames(Object.keys(record))) {
    const value = record[name]
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
