import { gzipSync } from 'node:zlib'
import { type Change, publicUrl } from './changed-app.ts'

/** Edits of every document. */
const edit =
  (from: string | RegExp, to: string): NonNullable<Change['answer']> =>
  (answer) => ({
    ...answer,
    body: answer.body.replaceAll(from, to),
  })

const document =
  (change: (body: string) => string | Buffer): NonNullable<Change['answer']> =>
  (answer) =>
    answer.body.includes('<Response>') ? { ...answer, body: change(answer.body) } : answer

const typed =
  (type: string): NonNullable<Change['answer']> =>
  (answer) =>
    answer.body === '' ? answer : { ...answer, type }

/** None of them changes what the caller gets, but for words and voice. */
export const safeChanges: readonly Change[] = [
  { name: 'other words', answer: edit(/<Say>[^<]*<\/Say>/g, '<Say>Other words.</Say>') },
  { name: 'another voice', answer: edit('<Say>', '<Say voice="Polly.Amy">') },
  { name: 'a sentence in two', answer: edit('<Say>Goodbye.</Say>', '<Say>Good</Say><Say>bye.</Say>') },
  { name: 'speech marked up', answer: edit('<Say>Goodbye.</Say>', '<Say>Good<break time="1s"/>bye.</Say>') },
  {
    name: 'attributes in another order',
    answer: edit(/ input="dtmf speech" numDigits="1"/g, ' numDigits="1" input="dtmf speech"'),
  },
  { name: 'a list in another order', answer: edit('input="dtmf speech"', 'input="speech dtmf"') },
  { name: 'a comment', answer: edit('<Response>', '<Response><!-- a comment -->') },
  { name: 'no XML declaration', answer: edit('<?xml version="1.0" encoding="UTF-8"?>', '') },
  { name: 'one verb a line', answer: edit('><', '>\n  <') },
  { name: 'defaults written out', answer: edit('<Gather ', '<Gather method="POST" ') },
  { name: 'application/xml', answer: typed('application/xml; charset=utf-8') },
  { name: 'text/html', answer: typed('text/html; charset=utf-8') },
  { name: 'a byte order mark', answer: document((body) => `\uFEFF${body}`) },
  { name: 'CDATA', answer: edit(/<Say>([^<]*)<\/Say>/g, '<Say><![CDATA[$1]]></Say>') },
  { name: 'absolute URLs', answer: edit(/="(\/voice[^"]*)"/g, `="${publicUrl}$1"`) },
  {
    name: 'a verb that never runs',
    answer: edit('</Redirect></Response>', '</Redirect><Say>Never heard.</Say></Response>'),
  },
  { name: 'another status callback', answer: edit('statusCallback="/status"', 'statusCallback="/events"') },
  { name: 'status 201', answer: (answer) => (answer.status === 200 ? { ...answer, status: 201 } : answer) },
  { name: 'another header', answer: (answer) => ({ ...answer, headers: { 'x-app-version': '2' } }) },
  {
    name: 'compressed',
    answer: (answer) =>
      answer.body === ''
        ? answer
        : { ...answer, body: gzipSync(answer.body), headers: { 'content-encoding': 'gzip' } },
  },
]
