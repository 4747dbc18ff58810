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
  const pairs = pairsOf(parameters)
  const values = new Map<string, string | string[]>()
  for (const [name, value] of pairs) {
    const present = values.get(name)
    if (present === undefined) values.set(name, value)
    else if (typeof present === 'string') values.set(name, [present, value])
    else present.push(value)
  }
  let text = ''
  for (const name of inByteOrder([...values.keys()])) {
    const value = values.get(name) ?? ''
    if (typeof value === 'string') text += name + value
    else for (const each of inByteOrder([...new Set(value)])) text += name + each
  }
  return text
}

function isPairs(parameters: SignedParameters): parameters is ParameterPairs {
  return Array.isArray(parameters)
}

const surrogate = /[\uD800-\uDFFF]/

/** UTF-16 order is UTF-8 byte order unless a character outside the basic plane is among the texts. */
function inByteOrder(texts: string[]): string[] {
  return texts.some((text) => surrogate.test(text)) ? texts.sort(byCodePoint) : texts.sort()
}

function byCodePoint(left: string, right: string): number {
  let at = 0
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++
  if (at > 0 && surrogate.test(left.charAt(at - 1)) && surrogate.test(left.charAt(at))) at--
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1)
}
