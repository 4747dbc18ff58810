import { growthOf, linear, superlinear } from '@ringback/test-support/growth'
import {
  bodyOf,
  fromHar,
  parametersOf,
  parseRecording,
  parseShard,
  recordingsOf,
  serializeRecording,
  toHar,
  type Exchange,
} from '@ringback/recording'
import { expect, test } from 'vitest'
import {
  createIndexCursor,
  keysIn,
  printIndex,
  readIndex,
  startIn,
  summariesIn,
} from '../src/node/folder-index/index-text.ts'
import { exchange } from './exchanges.ts'

function exchangeOf(text: string): Exchange {
  return exchange({
    id: text,
    request: {
      method: 'POST',
      url: `https://app.example.com/voice?${encodeURI(text.toWellFormed())}`,
      headers: [[text, text]],
      body: { text },
    },
    response: { status: 200, headers: [['Content-Type', text]], body: { text } },
  })
}

let ids = 0
const harOptions = { nextId: () => `import-${(ids += 1)}`, version: '0.1.0' }
const harEntry = (text: string): unknown => ({
  startedDateTime: text,
  time: 1,
  request: {
    method: text,
    url: `https://app.example.com/${text}`,
    headers: [{ name: text, value: text }],
    postData: { mimeType: text, text },
  },
  response: { status: 200, headers: [], content: { mimeType: text, text, encoding: text } },
})

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a text that should be a recording': parseRecording,
  'a recording with hostile texts': (text) =>
    recordingsOf([exchangeOf(text)]).map((recording) => parseRecording(serializeRecording(recording))),
  'a recording whose last value does not fit': (text) =>
    parseRecording(
      JSON.stringify({
        version: 1,
        callSid: null,
        legs: [],
        exchanges: [{ ...exchangeOf(text), problem: text }],
      }),
    ),
  'the parameters of a request': (text) => parametersOf(exchangeOf(text).request),
  'HAR and back': (text) => fromHar(toHar(recordingsOf([exchangeOf(text)]), { version: '1' }), harOptions),
  'HAR of another tool': (text) => fromHar({ log: { entries: [harEntry(text)] } }, harOptions),
  'bytes of a body': (text) => bodyOf(Buffer.from(text)),
  'the index of a folder, with hostile lines': (text) => [
    readIndex(Buffer.from(text)),
    readIndex(Buffer.from(printIndex([{ name: text, stamp: text, isShared: false, rows: text }]))),
    summariesIn(text),
    keysIn(`1\t${text}`),
    startIn(text),
    // The last name there is, and lines with and without a name.
    createIndexCursor(text).find('\uffff', ''),
    createIndexCursor(`a\n${text}\tb\n${text}`).find('\uffff', ''),
  ],
  'a shard': (text) => {
    try {
      return parseShard(text)
    } catch (error) {
      return error
    }
  },
}

test.each(Object.entries(readers))('the work grows as the input does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})

test('many exchanges, and many small ones that are damaged', () => {
  const list = (size: number): string =>
    JSON.stringify({
      version: 1,
      callSid: null,
      legs: [],
      exchanges: Array.from({ length: size / 20 }, () => exchange({ id: 'x' })),
    })
  expect(growthOf(list, parseRecording)).toBeLessThan(linear)
  expect(
    growthOf(
      (size) => list(size).replace(/"durationMs":12(?!.*durationMs)/, '"durationMs":"x"'),
      parseRecording,
    ),
  ).toBeLessThan(linear)
})
