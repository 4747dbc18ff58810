import { isWritten, parameter, valueShapes, type Parameters, type ValueForm } from '@ringback/catalog'

/** The parameters that name a call, its legs, and what there is once in it. */
const ofOneCall: ReadonlySet<string> = new Set([
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.DialCallSid,
  parameter.RecordingSid,
  parameter.TranscriptionSid,
  parameter.PaymentSid,
  parameter.StreamSid,
])

const anySid: ValueForm = { grammar: 'sid' }
const sidAnywhere = new RegExp(valueShapes.sid, 'g')

/**
 * Makes webhooks those of another call: what names the call, its legs or its recordings gets SIDs that nobody has used,
 * in URLs as well, and the same SID becomes the same one each time.
 */
export function sidRenewal(freshSid: (prefix: string) => string): (parameters: Parameters) => Parameters {
  const renewed = new Map<string, string>()
  const inUrls = (text: string): string =>
    text.startsWith('http') ? text.replaceAll(sidAnywhere, (sid) => renewed.get(sid) ?? sid) : text
  return (parameters) => {
    for (const [name, value] of parameters) {
      if (!ofOneCall.has(name) || !isWritten(anySid, value) || renewed.has(value)) continue
      const sid = freshSid(value.slice(0, 2))
      renewed.set(value, /[A-F]/.test(value.slice(2)) ? sid.toUpperCase() : sid)
    }
    return parameters.map((pair) => {
      const [name, value] = pair
      const own = ofOneCall.has(name) ? (renewed.get(value) ?? value) : inUrls(value)
      return own === value ? pair : [name, own]
    })
  }
}
