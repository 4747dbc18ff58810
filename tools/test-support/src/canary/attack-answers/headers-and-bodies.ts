import { caller, inAnswer, national, type Placement } from '../placement.ts'

/** Values in header fields, and in bodies that are no TwiML. */
export const headersAndBodies: readonly Placement[] = [
  inAnswer('a header with the number', [national], '<Response/>', [
    ['X-Caller', caller],
    ['Link', `</n/${national}>; rel=next`],
  ]),
  inAnswer('a header with a cookie of JSON', ['penelope'], '<Response/>', [
    ['Set-Cookie', `s=${encodeURIComponent('{"who":"penelope"}')}; Domain=penelope.example.com`],
  ]),
  inAnswer('an ETag of the answer', ['penelope'], '<Response/>', [['ETag', '"penelope-1"']]),
  inAnswer('a Server-Timing', [national], '<Response/>', [['Server-Timing', `db;desc="${national}"`]]),
  inAnswer('a JSON number', ['6175550142'], '{"n":6175550142}', [['Content-Type', 'application/json']]),
  inAnswer('a JSON key', ['penelope@mail.example.org'], '{"penelope@mail.example.org":1}', [
    ['Content-Type', 'application/json'],
  ]),
  inAnswer('an NDJSON answer', ['penelope@mail.example.org'], '{"a":1}\n{"b":"penelope@mail.example.org"}\n'),
]
