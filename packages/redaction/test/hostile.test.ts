import { createRedactor } from '@ringback/redaction'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange } from './exchanges.ts'

const key = new Uint8Array(32).fill(9)
const hostileNames = [
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '__defineGetter__',
]

test('names of what every object has are names like others, wherever they stand', () => {
  fc.assert(
    fc.property(fc.constantFrom(...hostileNames), fc.stringMatching(/^[a-z]{6,12}\d{3}$/), (name, value) => {
      const redactor = createRedactor({ key, classes: { Param_x: 'digits' } })
      const given = exchange({
        id: '1',
        request: {
          method: 'POST',
          url: `https://app.example.com/voice/${name}?${name}=${value}`,
          headers: [
            [name, value],
            ['Cookie', `${name}=${value}`],
          ],
          body: {
            text: `${name}=${value}&J=${encodeURIComponent(JSON.stringify({ a: { [name]: value } }))}`,
          },
        },
        response: {
          status: 200,
          headers: [[name, value]],
          body: {
            text: `<Response><${name} ${name}="${value}">${value}</${name}><Say ${name}="${value}"/></Response>`,
          },
        },
      })
      const written = JSON.stringify(redactor.redactExchange(given))
      expect(written).not.toContain(value)
      expect(written.split(`${name}=`).length).toBeGreaterThanOrEqual(4)
    }),
  )
})

/** Units of work for an exchange with these texts. */
function workOf(form: string, answer: string): number {
  const redactor = createRedactor({ key, workLimit: Number.MAX_SAFE_INTEGER })
  const given = exchange({
    id: '1',
    request: {
      method: 'POST',
      url: 'https://app.example.com/voice',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: form },
    },
    response: { status: 200, headers: [], body: { text: answer } },
  })
  redactor.redactExchange(given)
  return redactor.report().lastWork
}

const shapes: readonly (readonly [string, (size: number) => readonly [form: string, answer: string]])[] = [
  ['dots', (n) => ['a=1', `<Say>${'a.'.repeat(n)}</Say>`]],
  ['begun JWTs', (n) => ['a=1', `<Say>${'eyJeyJeyJ-'.repeat(n)}</Say>`]],
  ['at signs', (n) => ['a=1', '@'.repeat(n * 2)]],
  ['mailboxes', (n) => ['a=1', 'a@b-'.repeat(n)]],
  [
    'echoed parameters',
    (n) => {
      const values = Array.from({ length: n / 8 }, (_, at) => `p${at}=value${at}x`)
      return [values.join('&'), `<Say>${values.join(' ')}</Say>`]
    },
  ],
  ['a long value echoed', (n) => [`a=${'я'.repeat(n)}`, `<Say>${'я'.repeat(n)}</Say>`]],
  ['nested TwiML', (n) => ['a=1', '<Gather>'.repeat(n)]],
  ['nested JSON', (n) => [`a=${'['.repeat(n)}${']'.repeat(n)}`, `${'['.repeat(n)}${']'.repeat(n)}`]],
  ['numbers', (n) => ['a=1', `<Say>${'617-555-0123, '.repeat(n / 8)}</Say>`]],
  ['one long number', (n) => ['From=%2B16175550123', `<Say>${'1 '.repeat(n)}</Say>`]],
  ['escaped escapes', (n) => [`a=%${'25'.repeat(n)}41`, `%${'25'.repeat(n)}41`]],
  [
    'URLs in URLs',
    (n) => [`a=${'http://a/?u='.repeat(n / 8)}`, `<Redirect>${'http://a/?u='.repeat(n / 8)}</Redirect>`],
  ],
  ['open quotes', (n) => ['a=1', '<Say a="'.repeat(n)]],
  ['capitals and hyphens', (n) => [`a=${'A-'.repeat(n)}!`, 'A-'.repeat(n)]],
]

describe('work on hostile texts grows as they do', () => {
  test.each(shapes)('%s', (_, shape) => {
    const sizes = [8192, 16_384, 32_768]
    const workPerCharacter = sizes.map((size) => {
      const [form, answer] = shape(size)
      return workOf(form, answer) / (form.length + answer.length)
    })
    const [first = 0, ...others] = workPerCharacter
    for (const units of others) expect(units).toBeLessThanOrEqual(first * 1.1)
  })

  test('an exchange over the limit is replaced whole, and says so', () => {
    const redactor = createRedactor({ key, workLimit: 10_000 })
    const given = exchange({
      id: '1',
      request: {
        method: 'POST',
        url: 'https://app.example.com/voice/penelope',
        headers: [['X-Note', 'penelope']],
        body: { text: `Note=${'penelope'.repeat(10_000)}` },
      },
    })
    const redacted = redactor.redactExchange(given)
    expect(JSON.stringify(redacted)).not.toContain('penelope')
    expect(redacted.request.body).toEqual({ text: expect.stringContaining('more work than the limit') })
    expect(redactor.report().replacedWhole).toBe(1)
  })
})
