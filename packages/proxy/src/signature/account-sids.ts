import { formParameters, parameter } from '@ringback/catalog'

const ampersand = 0x26
const equalsSign = 0x3d
const shortestName = parameter.AccountSid.length
/** With every character escaped. */
const longestName = 3 * shortestName
/** Nobody names an account so often: whoever does names several. */
const mostMentions = 1000

/** Every AccountSid that a form names. What has another name is passed over, and not decoded. */
export function accountSidsIn(form: Buffer): readonly string[] {
  const found: string[] = []
  let from = 0
  let equals = -1
  for (let at = 0; at <= form.length; at += 1) {
    // The rest of a long pair is a value, or a name that nobody looks for.
    if (at - from > longestName) at = placeOf(form, ampersand, at)
    const byte = at === form.length ? ampersand : form[at]
    if (byte === equalsSign && equals < 0) equals = at
    if (byte !== ampersand) continue
    const sid = sidIn(form, from, equals < 0 ? at : equals, at)
    if (sid !== undefined) found.push(sid)
    if (found.length > mostMentions) return [...found, '']
    from = at + 1
    equals = -1
  }
  return found
}

/** Where a byte stands next; the end where it does not. */
function placeOf(form: Buffer, byte: number, from: number): number {
  const at = form.indexOf(byte, from)
  return at < 0 ? form.length : at
}

/** The value of a pair, if its name is AccountSid. */
function sidIn(form: Buffer, from: number, nameEnd: number, end: number): string | undefined {
  const length = nameEnd - from
  if (length < shortestName || length > longestName) return undefined
  const [name] = formParameters(form.toString('latin1', from, nameEnd))[0] ?? []
  if (name !== parameter.AccountSid) return undefined
  return formParameters(form.toString('latin1', from, end))[0]?.[1]
}
