import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The requests of the load. `webhook.template` holds them with places for what differs: `{call 4 hex 8}` is eight hexadecimal
 * digits made of the number of the call and of 4, `{request 6 dec 6}` six decimal digits made of the number of the request and
 * of 6, and `{call 14 JONES|SMITH}` one of the words. With 0 it is the number itself. wrk.lua makes the same bytes of it.
 */
export const templatePath: string = fileURLToPath(new URL('webhook.template', import.meta.url))

/** What each request of a call is, in order. */
const kinds = ['incoming', 'digits', 'speech', 'digits', 'speech', 'digits', 'speech', 'completed'] as const
/** So many calls are under way at the same time: their requests take turns. */
export const callsAtOnce: number = 64

/** So many requests make whole calls. */
export const requestsPerBlock: number = callsAtOnce * kinds.length

interface Field {
  readonly at: number
  readonly source: 'call' | 'request'
  readonly salt: number
  readonly valueOf: (mixed: number) => string
}

interface Prepared {
  readonly bytes: Buffer
  readonly fields: readonly Field[]
}

const sections = readSections()
const prepared = kinds.map(prepare)

/** The number of the call that the n-th request belongs to. */
export function callOf(index: number): number {
  return Math.floor(index / requestsPerBlock) * callsAtOnce + (index % callsAtOnce)
}

/** Which of the requests of its call the n-th is, from 0: its URL says so. */
export function stepOf(index: number): number {
  return Math.floor((index % requestsPerBlock) / callsAtOnce)
}

/** The CallSid of a call. */
export function callSidOf(call: number): string {
  const parts = [1, 2, 3, 0].map((salt) => hex(mixed(call, salt), 8))
  return `CA${parts.join('')}`
}

/** The bytes of the n-th request, keep-alive. All values differ from request to request, or from call to call. */
export function webhookBytes(index: number): Buffer {
  const kind = prepared[stepOf(index)]
  if (kind === undefined) throw new Error(`no request has the number ${index}`)
  const bytes = Buffer.from(kind.bytes)
  const call = callOf(index)
  for (const { at, source, salt, valueOf } of kind.fields) {
    bytes.write(valueOf(mixed(source === 'call' ? call : index, salt)), at, 'latin1')
  }
  return bytes
}

/** A bijection of the numbers below 2^32, exact for numbers below 2^31. */
function mixed(number: number, salt: number): number {
  return salt === 0 ? number : (number * (2_654_435 + salt * 15_838)) % 2 ** 32
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}

function readSections(): ReadonlyMap<string, readonly string[]> {
  const texts = readFileSync(templatePath, 'utf8').trimEnd().split(/^\[/m).slice(1)
  return new Map(
    texts.map((text) => {
      const [name = '', ...lines] = text.trimEnd().split('\n')
      return [name.slice(0, -1), lines]
    }),
  )
}

function prepare(kind: (typeof kinds)[number], step: number): Prepared {
  const [path = '', ending = ''] = sections.get(kind) ?? []
  const form = (sections.get('form') ?? []).join('') + ending
  const length = form.replaceAll(/\{[^}]*\}/g, (field) => '0'.repeat(widthOf(field.slice(1, -1)))).length
  const head = `${(sections.get('head') ?? []).join('\r\n')}\r\n\r\n`
  const ownHead = head
    .replace('{path}', path)
    .replace('{step}', String(step))
    .replace('{length}', String(length))
  const text = ownHead + form
  const fields: Field[] = []
  let removed = 0
  const plain = text.replaceAll(
    /\{(call|request) (\d+) ([^}]*)\}/g,
    (whole, source: Field['source'], salt: string, format: string, at: number) => {
      const width = widthOf(format)
      fields.push({ at: at - removed, source, salt: Number(salt), valueOf: valuesOf(format, width) })
      removed += whole.length - width
      return '0'.repeat(width)
    },
  )
  return { bytes: Buffer.from(plain, 'latin1'), fields }
}

function widthOf(field: string): number {
  const format = field.replace(/^(?:call|request) \d+ /, '')
  return Number(/^(?:hex|dec) (\d+)$/.exec(format)?.[1] ?? format.indexOf('|'))
}

function valuesOf(format: string, width: number): Field['valueOf'] {
  if (format.startsWith('hex ')) return (value) => hex(value, width)
  const high = (value: number): number => Math.floor(value / 1024)
  if (format.startsWith('dec ')) return (value) => String(high(value) % 10 ** width).padStart(width, '0')
  const words = format.split('|')
  return (value) => words[high(value) % words.length] ?? ''
}
