import { formParameters } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { authToken, otherSid, otherToken, publicUrl, type WireRequest } from '../signed-request.ts'
import {
  judged,
  plusFields,
  refused,
  valueOfField,
  withField,
  withoutField,
  type Mutation,
} from './mutation.ts'

const name = 'X-Twilio-Signature'
const garbage = `${'A'.repeat(27)}=`

const changed =
  (change: (value: string, salt: number) => string): Mutation =>
  (wire, salt) =>
    refused(withField(wire, name, (value) => change(value, salt)))

const signedFor =
  (url: (target: string) => string, token = authToken): Mutation =>
  (wire) => {
    if (wire.kind !== 'query') return undefined
    return refused(withField(wire, name, () => sign({ url: url(wire.target), authToken: token })))
  }

/** The same request as somebody can sign it who has the token of another account only. */
function signedByOther(wire: WireRequest, target: string, text: string): WireRequest {
  const url = publicUrl + target
  const rest = wire.kind === 'form' ? { parameters: formParameters(text) } : {}
  const signature = sign({ url, authToken: otherToken, ...rest })
  const body = Buffer.from(text, 'latin1')
  return withField({ ...wire, target, body }, name, () => signature)
}

const byOther =
  (target: (target: string) => string, body: (text: string) => string): Mutation =>
  (wire) =>
    wire.kind === 'form' || wire.kind === 'query'
      ? refused(
          signedByOther(wire, target(wire.target), wire.kind === 'form' ? body(wire.body.toString()) : ''),
        )
      : undefined

const same = (text: string): string => text
const plusOtherAccount = (text: string): string => `${text}${text === '' ? '' : '&'}AccountSid=${otherSid}`

/** Changes to the signature, and signatures of something else. */
export const signatureMutations: Readonly<Record<string, Mutation>> = {
  'no signature': (wire) => refused(withoutField(wire, name)),
  'an empty signature': changed(() => ''),
  'a forged signature': changed(() => garbage),
  'one letter changed': changed((value, salt) => {
    const at = salt % 26
    return `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`
  }),
  'another case': (wire) => {
    const value = valueOfField(wire, name)
    return value === value.toLowerCase()
      ? undefined
      : refused(withField(wire, name, () => value.toLowerCase()))
  },
  'something behind it': changed((value) => `${value}, ${garbage}`),
  'without its padding': changed((value) => value.slice(0, -1)),
  'a second signature behind': (wire) => refused(plusFields(wire, [name, garbage])),
  'a second signature in front': (wire) => refused({ ...wire, fields: [[name, garbage], ...wire.fields] }),
  'the same signature twice': (wire) => refused(plusFields(wire, [name, valueOfField(wire, name)])),
  'under a name that CGI takes for the same': (wire) =>
    refused(plusFields(withoutField(wire, name), ['X_Twilio_Signature', valueOfField(wire, name)])),
  'under a name in another case': (wire) =>
    judged(plusFields(withoutField(wire, name), ['x-tWILIO-signature', valueOfField(wire, name)])),
  'under a name with a space behind': (wire) =>
    refused(plusFields(withoutField(wire, name), ['X-Twilio-Signature ', valueOfField(wire, name)])),
  'named in Connection': (wire) => refused(plusFields(wire, ['Connection', name])),
  'for http': signedFor((target) => `http://voice.example.com${target}`),
  'for wss': signedFor((target) => `wss://voice.example.com${target}`),
  'for another host': signedFor((target) => `https://evil.example.com${target}`),
  'for another port': signedFor((target) => `https://voice.example.com:8443${target}`),
  'for another path': signedFor((target) => `https://voice.example.com/x${target}`),
  'with another token': signedFor((target) => `https://voice.example.com${target}`, '1'.repeat(32)),
  'with the token of another account': byOther(same, same),
  'with the token of another account, which the query names too': byOther(
    (target) => `${target}${target.includes('?') ? '&' : '?'}AccountSid=${otherSid}`,
    same,
  ),
  'with the token of another account, which the body names too': (wire, salt) =>
    wire.kind === 'form' ? byOther(same, plusOtherAccount)(wire, salt) : undefined,
  'with the token of another account, and its name escaped': (wire, salt) =>
    wire.kind === 'form'
      ? byOther(same, (text) => `%41ccountSid=${otherSid}&${text}`)(wire, salt)
      : undefined,
  'in a folded field': changed((value) => `\r\n ${value}`),
  'folded in its middle': changed((value) => `${value.slice(0, 9)}\r\n ${value.slice(9)}`),
  'with white space around it': (wire) => judged(withField(wire, name, (value) => `\t ${value} \t`)),
  'in quotes': changed((value) => `"${value}"`),
  'with its characters escaped': changed((value) =>
    value.replace(/^./, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ),
  'with a byte above ASCII': changed((value) => `${value.slice(0, -1)}\u00bd`),
  'in the alphabet of URLs': (wire) => {
    const value = valueOfField(wire, name)
    const other = value.replaceAll('+', '-').replaceAll('/', '_')
    return other === value ? undefined : refused(withField(wire, name, () => other))
  },
  'with other bits in its last letter': changed((value) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const last = letters.indexOf(value[26] ?? '')
    return `${value.slice(0, 26)}${letters[last ^ 1] ?? ''}=`
  }),
  'in hexadecimal': changed((value) => Buffer.from(value, 'base64').toString('hex')),
  'in a trailer': (wire) =>
    wire.body.length === 0
      ? undefined
      : refused({
          ...withoutField(wire, name),
          framing: 'chunked',
          trailers: `${name}: ${valueOfField(wire, name)}\r\n`,
        }),
  'in a cookie': (wire) =>
    refused(plusFields(withoutField(wire, name), ['Cookie', `${name}=${valueOfField(wire, name)}`])),
  'for the address of the proxy': signedFor((target) => `http://127.0.0.1${target}`),
}
