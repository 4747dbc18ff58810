import { formParameters } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReceivedRequest } from '../src/serve/received-request.ts'
import { namesCall } from '../src/serve/recognise.ts'
import { accountSidsIn } from '../src/signature/account-sids.ts'
import { accountTokens, sharedTokens } from '../src/signature/auth-tokens.ts'
import { createJudge, type SignedRequest } from '../src/signature/judge.ts'
import { unsignableBody } from '../src/signature/unsignable.ts'

const token = '0123456789abcdef0123456789abcdef'
const url = 'https://voice.example.com/voice'
/** A form that is longer is not checked. */
const bytes = 500_000
const wholly = (piece: string): string => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes)

const shapes: Readonly<Record<string, string>> = {
  'plus signs': `x=${wholly('+')}`,
  escapes: `x=${wholly('%25')}`,
  'at signs': `x=${wholly('@')}`,
  mailboxes: `x=${wholly('a.b+c@')}`,
  digits: `Digits=${wholly('5')}`,
  Cyrillic: `x=${encodeURIComponent('Ж'.repeat(Math.floor(bytes / 6)))}`,
  JSON: `x=${wholly('[')}`,
  XML: `x=${wholly('<a b="c">')}`,
  separators: wholly('&'),
  names: wholly('a&'),
  'empty parameters': wholly('a=&'),
  accounts: wholly('AccountSid=AC1&'),
  'long parameters': wholly(`p=${'v'.repeat(240)}&`),
}

function requestOf(body: string, contentType: string): SignedRequest {
  const headers = ['Content-Type', contentType, 'X-Twilio-Signature', `${'A'.repeat(27)}=`]
  return { method: 'POST', url, headers, body: Buffer.from(body) }
}

function receivedOf({ headers }: SignedRequest): ReceivedRequest {
  return {
    method: 'POST',
    target: '/voice',
    httpMajor: 1,
    httpMinor: 1,
    headers,
    framing: 'length',
    remoteAddress: '127.0.0.1',
    isSecure: false,
  }
}

const judges = [
  createJudge(sharedTokens([token])),
  createJudge(accountTokens({ AC1: token }, ['fedcba9876543210fedcba9876543210'])),
]

/** All that the calls' thread does with the contents of a body. */
function look(body: string): void {
  for (const contentType of ['application/x-www-form-urlencoded', 'application/json']) {
    const request = requestOf(body, contentType)
    namesCall(request.body.toString('latin1'))
    unsignableBody(receivedOf(request), request.body, 0)
    for (const judge of judges) judge(request)
  }
}

/** The shortest of several times: what disturbs the machine only makes them longer. */
function shortestMs(body: string): number {
  const times = [1, 2, 3, 4].map(() => {
    const start = performance.now()
    look(body)
    return performance.now() - start
  })
  return Math.min(...times)
}

// A million names once took seventy times as long as one long value, plus signs took sixteen times.
test('500 kB of whatever shape are no more work for the calls than one long value', () => {
  const plain = shortestMs(`x=+${wholly('a')}`)
  const slow = Object.entries(shapes).filter(([, body]) => shortestMs(body) > 6 * plain)
  expect(slow.map(([name]) => name)).toEqual([])
})

test('a form with more parameters than Twilio sends is not checked further: it is not valid', () => {
  const verdictOf = (count: number): string => {
    const parameters = Array.from({ length: count }, (_, index) => [`p${index}`, ''] as const)
    const body = parameters.map(([name]) => `${name}=`).join('&')
    const request = requestOf(body, 'application/x-www-form-urlencoded')
    const signature = sign({ url, parameters, authToken: token })
    const headers = [...request.headers.slice(0, 3), signature]
    return createJudge(sharedTokens([token]))({ ...request, headers }).verdict
  }
  expect([verdictOf(1), verdictOf(1000), verdictOf(1001)]).toEqual(['valid', 'valid', 'invalid'])
})

test('a form of more bytes than Twilio sends is not checked further: it is not valid, and refused', () => {
  const found = (length: number): readonly [verdict: string, refused: string | undefined] => {
    const value = 'v'.repeat(length - 'p='.length)
    const request = requestOf(`p=${value}`, 'application/x-www-form-urlencoded')
    const signature = sign({ url, parameters: [['p', value]], authToken: token })
    const headers = [...request.headers.slice(0, 3), signature]
    const { verdict } = createJudge(sharedTokens([token]))({ ...request, headers })
    return [verdict, unsignableBody(receivedOf(request), request.body, 0)]
  }
  const limit = 512 * 1024
  expect(found(limit)).toEqual(['valid', undefined])
  expect(found(limit + 1)).toEqual(['invalid', 'its form has more than 524288 bytes'])
})

const piece = fc.constantFrom(
  'AccountSid',
  '%41ccountSid',
  'Account%53id',
  'account',
  '=',
  '&',
  'AC1',
  '+',
  '%',
)

test('the accounts that a form names are those that decoding all of it would give', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 40 }))), (pieces) => {
      const form = Buffer.from(pieces.join(''))
      const decoded = formParameters(form.toString('latin1')).filter(([name]) => name === 'AccountSid')
      expect(accountSidsIn(form)).toEqual(decoded.map(([, value]) => value))
    }),
  )
})

test('a form that names an account again and again is nobody’s', () => {
  expect(new Set(accountSidsIn(Buffer.from(wholly('AccountSid=AC1&')))).size).toBe(2)
})
