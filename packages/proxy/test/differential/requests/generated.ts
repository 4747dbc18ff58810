import { readdirSync, readFileSync } from 'node:fs'
import type { Random } from '../random.ts'
import { inAnyCase, type Field, type Wire } from '../wire.ts'

const folder = new URL('../../../../../fixtures/webhooks/', import.meta.url)

interface Captured {
  readonly method: 'GET' | 'POST'
  readonly raw?: string
  readonly parameters: Readonly<Record<string, string>>
}

/** The captured webhooks as Twilio puts them on the wire. */
export const capturedRequests: readonly Wire[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    // The files are of this shape: the tests of the catalog read them all.
    const captured = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Captured
    const form = captured.raw ?? new URLSearchParams(captured.parameters).toString()
    return twilioRequest(captured.method, Buffer.from(form, 'utf8').toString('latin1'))
  })

function twilioRequest(method: 'GET' | 'POST', form: string): Wire {
  const body = method === 'POST' ? form : ''
  return {
    first: `${method} /voice${method === 'GET' ? `?${form}` : ''} HTTP/1.1`,
    fields: [
      ['Host', 'voice.example.com'],
      ['User-Agent', 'TwilioProxy/1.1'],
      ['Accept', '*/*'],
      ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
      ...(method === 'POST' ? [['Content-Length', String(body.length)] as const] : []),
      ['X-Home-Region', 'us1'],
      ['X-Twilio-Signature', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
      ['I-Twilio-Idempotency-Token', '7d1a2c7e-7f0a-4d4b-9f1e-6f4f6d2a1b11'],
      ['Connection', 'close'],
    ],
    body,
  }
}

const nameLetters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
const valueLetters = `\t !"#$%&'()*+,-./0189:;<=>?@AZ[\\]^_\`az{|}~\x80\x85\xa0\xe9\xff`
const targetLetters = `!"$%&'()*+,-./0189:;<=>?@AZ[\\]^_\`az{|}~`

export function textOf(letters: string, length: number, random: Random): string {
  let text = ''
  for (let left = length; left > 0; left -= 1) text += letters[random.below(letters.length)] ?? ''
  return text
}

/** A field that says nothing about how the request is read. */
export function freeField(random: Random): Field {
  const value = textOf(valueLetters, random.below(12), random)
  return [`X${textOf(nameLetters, random.below(18), random)}`, value]
}

const hosts = ['a', 'voice.example.com', 'localhost:3000', '127.0.0.1:80', '[::1]:8080', 'a-b_c.example']

/** A plain request of any content: field names of any case, any order, any allowed byte. */
export function plainWire(random: Random): Wire {
  if (random.oneIn(4)) return random.pick(capturedRequests)
  const isPost = !random.oneIn(3)
  const body = isPost ? textOf(`${valueLetters}\r\n\0`, random.below(random.oneIn(4) ? 300 : 30), random) : ''
  const fields: Field[] = [[inAnyCase('Host', random), random.pick(hosts)]]
  if (body !== '' || random.oneIn(3)) fields.push([inAnyCase('Content-Length', random), String(body.length)])
  if (random.oneIn(3)) {
    const option = inAnyCase(random.oneIn(2) ? 'close' : 'keep-alive', random)
    fields.push([inAnyCase('Connection', random), option])
  }
  for (let count = random.oneIn(20) ? 90 : random.below(6); count > 0; count -= 1) {
    fields.splice(random.below(fields.length + 1), 0, freeField(random))
  }
  const target = `/${textOf(targetLetters, random.below(20), random)}`
  return { first: `${isPost ? 'POST' : 'GET'} ${target} HTTP/1.1`, fields, body }
}
