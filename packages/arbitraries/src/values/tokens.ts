import { sidPrefix } from '@ringback/catalog'
import type { Arbitrary } from 'fast-check'
import { fixed, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { hexOf, integerOf, seedFor, pick, type DetailSeed, type NonEmpty } from '../forms/detail-seed.ts'

/** The content of a call token. */
export interface TokenSubject {
  readonly callSid: string
  readonly from: string
  readonly to: string
}

/** The forms of `CallToken`: JSON that is percent-encoded already, and so encoded twice on the wire. */
export function callTokenForms(subject: TokenSubject): Forms {
  return [
    { name: 'call-token', make: (seed) => callToken(subject, [], seed) },
    { name: 'identity-header', make: (seed) => callToken(subject, [passport(seed)], seed) },
    {
      name: 'two-identity-headers',
      make: (seed) => callToken(subject, [passport(seed), passport(seedFor(seed, 1))], seed),
    },
    { name: 'spaces-and-newlines', make: (seed) => prettyCallToken(subject, seed) },
  ]
}

/** The forms of `StirPassportToken`: a PASSporT, which is a JSON Web Token. */
export const passportForms: Forms = [{ name: 'passport', make: passport }]

/** The ends of a plain call. */
export const plainSubject: TokenSubject = {
  callSid: sidPrefix.call + hexOf(0, 32),
  from: '+14155550100',
  to: '+14155550199',
}

/** Values of `CallToken`. */
export function callTokenValue(): Arbitrary<string> {
  return fromForms(callTokenForms(plainSubject))
}

/** PASSporTs, as `StirPassportToken` carries them. Their signatures are not valid. */
export function passportToken(): Arbitrary<string> {
  return fromForms(passportForms)
}

/** The JSON of `AddOns` for a number without results, with results, and with spaces in it. */
export const addOnsForms: Forms = [
  fixed('add-ons', '{"status":"successful","message":null,"code":null,"results":{}}'),
  fixed('with-spaces', '{ "status": "successful", "message": null, "code": null, "results": { } }'),
  {
    name: 'with-result',
    make: (seed) =>
      `{"status":"successful","message":null,"code":null,"results":{"nomorobo_spamscore":{"request_sid":"XR${hexOf(seed, 32)}","status":"successful","message":null,"code":null,"result":{"status":"success","message":"success","score":${seed % 2}}}}}`,
  },
  fixed(
    'failed-result',
    '{"status":"successful","message":null,"code":null,"results":{"marchex_cleancall":{"request_sid":"XR00000000000000000000000000000000","status":"failed","message":"Timed out","code":61003,"result":{}}}}',
  ),
  fixed('long', addOnsOf(12)),
]

/** Values of `AddOns`. */
export function addOns(): Arbitrary<string> {
  return fromForms(addOnsForms)
}

/** Add-ons that look callers up answer with some hundreds of characters each. */
function addOnsOf(addOns: number): string {
  const result = {
    request_sid: 'XR00000000000000000000000000000000',
    status: 'successful',
    message: null,
    code: null,
    result: { name: 'JANE DOE', carrier: 'Example Wireless', line_type: 'mobile', addresses: ['1 Main St'] },
  }
  const results = Array.from({ length: addOns }, (_, at) => [`example_lookup_${at + 1}`, result] as const)
  return JSON.stringify({
    status: 'successful',
    message: null,
    code: null,
    results: Object.fromEntries(results),
  })
}

function callToken(subject: TokenSubject, identities: readonly string[], seed: DetailSeed): string {
  const value = { parentCallInfoToken: parentToken(subject, seed), identityHeaderTokens: identities }
  return encodeURIComponent(JSON.stringify(value))
}

function prettyCallToken(subject: TokenSubject, seed: DetailSeed): string {
  return encodeURIComponent(
    `{ "parentCallInfoToken":"${parentToken(subject, seed)}",\n"identityHeaderTokens":["${passport(seed)};info=<https://cert.example.com/x.pem>;alg=ES256;ppt=shaken"]\n}`,
  )
}

function parentToken({ callSid, from, to }: TokenSubject, seed: DetailSeed): string {
  return jwt({ alg: 'ES256' }, { callSid, from, to, iat: issuedAt(seed) }, seed)
}

const attestations: NonEmpty<string> = ['A', 'B', 'C']

function passport(seed: DetailSeed): string {
  return jwt(
    { alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u: 'https://cert.example.com/x.pem' },
    {
      attest: pick(attestations, seed),
      dest: { tn: ['14155550199'] },
      iat: issuedAt(seed),
      orig: { tn: '14155550100' },
      origid: `${hexOf(seed, 8)}-0000-4000-8000-000000000000`,
    },
    seed,
  )
}

function issuedAt(seed: DetailSeed): string {
  return String(integerOf(seed, 1_781_117_058, 1_881_117_058))
}

function jwt(header: object, claims: object, seed: DetailSeed): string {
  return [JSON.stringify(header), JSON.stringify(claims), hexOf(seedFor(seed, 5), 64)]
    .map(base64url)
    .join('.')
}

function base64url(text: string): string {
  // The texts are JSON of Latin-1 or hexadecimal digits, all that btoa takes; a party's address is escaped first.
  return btoa(text.replaceAll(/[^\0-\u00ff]/g, escapeUnit))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
