import { superlinear } from '@ringback/test-support/growth'
import { expect, test } from 'vitest'
import { parseNdjson } from '../src/input/ndjson.ts'
import { parseSignedRequests } from '../src/input/signed-requests.ts'

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'lines of JSON': parseNdjson,
  'a line with hostile values': (text) =>
    parseSignedRequests(JSON.stringify({ url: text, params: { [text]: text }, signature: text }), 'token'),
}

test.each(Object.entries(readers))('the work grows as the input does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
