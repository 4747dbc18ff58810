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
  const text = textOf(record, byCodeUnit)
  // By UTF-16 unit is by UTF-8 byte, and faster, unless a character outside the basic plane is among the names.
  return surrogate.test(text) ? textOf(record, byCodePoint) : text
}

function textOf(record: ParameterRecord, sorted: (texts: string[]) => string[]): string {
  let text = ''
  for (const name of sorted(Object.keys(record))) {
    const value = record[name]
    if (Array.isArray(value)) for (const each of sorted([...new Set(value.map(String))])) text += name + each
    else text += name + String(value)
  }
  return text
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

const surrogate = /[\uD800-\uDFFF]/

function byCodeUnit(texts: string[]): string[] {
  return texts.sort()
}

function byCodePoint(texts: string[]): string[] {
  return texts.sort(comparedByCodePoint)
}

function comparedByCodePoint(left: string, right: string): number {
  let at = 0
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++
  if (at > 0 && surrogate.test(left.charAt(at - 1)) && surrogate.test(left.charAt(at))) at--
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1)
}
