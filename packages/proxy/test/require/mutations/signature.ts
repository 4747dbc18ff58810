import { sign } from '@ringback/signature'
import { authToken } from '../signed-request.ts'
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
  'for the address of the proxy': signedFor((target) => `http://127.0.0.1${target}`),
}
