import type { UrlParts } from '../../url/split-url.ts'
import type { Clue } from '../alternatives/alternative.ts'
import type { CauseCode, UrlCauseCode } from './cause-code.ts'
import { contentFixes } from './content-fixes.ts'
import type { Cause } from '../model.ts'
import { urlFixes, type UrlStory } from './url-fixes.ts'

type Words = (detail: string | undefined, story: UrlStory) => readonly [message: string, change: string]

/** Puts a clue into words, with the line that repairs it in each framework. */
export function describeCause(clue: Clue, story: UrlStory): Cause {
  const [message, change] = words[clue.code](clue.detail, story)
  const fixes = isUrlCause(clue.code) ? urlFixes(story, [clue.code]) : contentFixes[clue.code]
  return { code: clue.code, message, change, fixes }
}

/** Whether a cause lies in the URL. */
export function isUrlCause(code: CauseCode): code is UrlCauseCode {
  return !(code in contentFixes)
}

const passPublicUrl = 'Check against the public URL as it is configured at Twilio.'
const rawParameters = 'Check the signature before anything changes the parameters, or from the raw body.'
const rightToken = 'Use the primary auth token of the account that owns the call.'

const words: Readonly<Record<CauseCode, Words>> = {
  scheme: (_, { checked, signed }) => [
    `Twilio requested ${bare(signed.scheme)} and the app checked ${bare(checked.scheme)}: TLS ends at a proxy in front of the app.`,
    `Check with ${signed.scheme} or trust the proxy's X-Forwarded-Proto.`,
  ],
  host: (from, { checked, signed }) => [
    `Twilio requested the host ${signed.host}${known(from)} and the app checked ${checked.host}: something in front of the app rewrites the host.`,
    'Check with the public host, or let the proxy keep the Host header.',
  ],
  port: (from, { checked, signed }) => [
    `Twilio signed ${portName(signed)}${known(from)} and the app checked ${portName(checked)}.`,
    `Check with ${portName(signed)}. Twilio's SDKs try the URL without a port and with the default one; your own check has to do the same.`,
  ],
  userinfo: (_, { signed }) => [
    signed.userinfo === ''
      ? 'Twilio signed the URL without its user name and password.'
      : 'Twilio signed the URL with a user name and password, and the app checked it without.',
    signed.userinfo === ''
      ? 'Remove the user name and password from the URL to check.'
      : 'Add the user name and password to the URL to check.',
  ],
  'path-prefix-missing': (from, { checked, signed }) => [
    `Twilio requested the path ${signed.path}${known(from)} and the app checked ${checked.path}: a proxy or a mount point strips a prefix.`,
    'Add the prefix to the path before the check.',
  ],
  'path-prefix-added': (from, { checked, signed }) => [
    `Twilio requested the path ${signed.path} and the app checked ${checked.path}${known(from)}: a proxy adds a prefix.`,
    'Remove the prefix from the path before the check.',
  ],
  'path-rewritten': (from, { checked, signed }) => [
    `Twilio requested the path ${signed.path}${known(from)} and the app checked ${checked.path}: something rewrites the path.`,
    passPublicUrl,
  ],
  'trailing-slash': (_, { signed }) =>
    signed.path.endsWith('/')
      ? [
          'Twilio requested a path that ends with a slash, and the app checked it without.',
          'Keep the slash, or configure the URL without it at Twilio.',
        ]
      : [
          'Twilio requested a path that ends without a slash, and the app checked it with one.',
          'Remove the slash, or configure the URL with it at Twilio.',
        ],
  'path-encoding': (_, { checked, signed }) => [
    `Twilio signed the path ${signed.path} and the app checked ${checked.path}: it was decoded or encoded on the way.`,
    'Check the path exactly as it is in the request line.',
  ],
  'query-missing': () => [
    'Twilio signed the URL with its query string, and the app checked it without.',
    'Check the full URL, query string included.',
  ],
  'query-added': (name) => [
    `The app checked a query string that Twilio did not sign${name === undefined ? '' : `: ${name} was added`}.`,
    'Check the query string as Twilio requested it, without the parts that a proxy or router adds.',
  ],
  'query-encoding': () => [
    'The query string was decoded or encoded again between Twilio and the check.',
    'Check the query string exactly as it is in the request line.',
  ],
  'query-order': () => [
    'The parameters of the query string are in another order than the one that Twilio signed.',
    'Check the query string exactly as it is in the request line, not one that was built again.',
  ],
  'query-changed': (from) => [
    `Twilio signed another query string than the app checked${known(from)}.`,
    'Check the query string exactly as it is in the request line.',
  ],
  'body-hash-missing': () => [
    'The body is not a form, so Twilio signed its hash as bodySHA256 in the query, and the query that was checked does not have it.',
    'Keep the query string whole: bodySHA256 is part of the signed URL.',
  ],
  'auth-token-secondary': token(
    'the secondary auth token',
    'Promote it at Twilio, or use the primary one: only the primary token signs.',
  ),
  'auth-token-test': token('the auth token of the test credentials', rightToken),
  'auth-token-live': token(
    'the live auth token',
    'The app has another token, such as that of the test credentials. Use the live one.',
  ),
  'auth-token-subaccount': token(
    'the auth token of a subaccount',
    "Use the subaccount's own token for its webhooks.",
  ),
  'auth-token-other': token('another auth token', rightToken),
  'auth-token-untidy': () => [
    'The auth token was not read correctly: it has extra white space, quotes, a name, or capital letters.',
    'Remove the extra characters where the token is read.',
  ],
  'signature-untidy': () => [
    'The X-Twilio-Signature header was changed on the way: white space, quotes, escapes, URL-safe base64, or a second value.',
    'Read the header as it was sent.',
  ],
  'parameters-counted-in-get': () => [
    'The request is a GET, whose parameters are signed as part of the URL, and the app added them a second time.',
    'Check a GET with the URL alone and no parameters.',
  ],
  'parameters-counted-beside-body-hash': () => [
    'The body is not a form. Twilio signed the URL with bodySHA256 alone, and the app added parameters from the body.',
    'Check the URL without parameters, and the hash of the raw body.',
  ],
  'parameters-not-signed': () => [
    'Twilio signed the URL alone, and the app added parameters.',
    'Check without parameters; look at the method that is configured at Twilio.',
  ],
  'body-not-parsed': () => [
    'The app checked without the parameters of the form body: the body was not parsed before the check.',
    'Parse application/x-www-form-urlencoded before the check.',
  ],
  'parameters-added': named('The app checked with parameters that Twilio did not send'),
  'parameters-merged-with-query': (names) => [
    `The parameters of the query string were merged into those of the body${list(names)}.`,
    'Check with the parameters of the body alone.',
  ],
  'parameters-dropped': (names) => [
    `The app dropped parameters that Twilio sent${list(names)}.`,
    'Keep every parameter, empty ones too: their names are signed.',
  ],
  'parameters-trimmed': (names) => [
    `White space at the ends of values was trimmed${list(names)}.`,
    rawParameters,
  ],
  'parameters-null': (names) => [
    `Empty values were converted to null${list(names)}.`,
    'Keep empty values as empty strings until the signature is checked.',
  ],
  'parameters-nested': (names) => [
    `Names with brackets or dots were parsed into objects${list(names)}.`,
    'Parse the form without nesting.',
  ],
  'parameters-renamed': named('Parameters were renamed'),
  'parameters-repeated': (names) => [
    `A parameter that appears more than once was read differently${list(names)}.`,
    'Give all of its values, as a list.',
  ],
  'parameters-coerced': named('Values were converted to numbers'),
  'parameters-plus': (names) => [
    `Plus signs and spaces were confused in values${list(names)}: the body was decoded or encoded once too often.`,
    'Decode the form body exactly once.',
  ],
  'parameters-not-decoded': named('Values were still percent-encoded when they were checked'),
  'parameters-charset': named('Characters were read in another encoding than UTF-8, or normalised'),
  'parameters-line-breaks': named('Line breaks in values were changed'),
  'parameters-escaped': named('Values were escaped (HTML or backslashes)'),
  'parameters-changed': named('Values were changed'),
  'body-changed': () => [
    'The signature holds for the URL, but bodySHA256 is not the hash of this body: the body was changed after Twilio sent it.',
    'Hash the raw bytes of the body as they were received.',
  ],
  'body-serialised-again': () => [
    'The signature holds for the URL, but bodySHA256 is the hash of the same JSON written differently: the body was parsed and serialised again.',
    'Hash the raw bytes of the body as they were received.',
  ],
}

function token(what: string, change: string): Words {
  return (label) => [
    `Twilio signed with ${what}${label === undefined ? '' : ` (${label})`}, not with the one that the app uses.`,
    change,
  ]
}

function named(what: string): Words {
  return (names) => [`${what}${list(names)}.`, rawParameters]
}

function list(names: string | undefined): string {
  return names === undefined ? '' : `: ${names}`
}

function known(from: string | undefined): string {
  return from === undefined ? '' : ` (see ${from})`
}

function bare(scheme: string): string {
  return scheme.replace('://', '')
}

function portName({ port }: UrlParts): string {
  return port === '' ? 'no port' : `port ${port.slice(1)}`
}
