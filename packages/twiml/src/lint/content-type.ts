/** What Twilio does with an answer of a Content-Type: run it, run or speak it, play it, or refuse it. */
export type ContentTypeTreatment = 'twiml' | 'twiml-or-speech' | 'audio' | 'refused' | 'missing'

const twimlTypes: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/html'])

/** Types that Play takes, and so does a voice URL. Source: the documentation of Play. */
const audioTypes: ReadonlySet<string> = new Set([
  'audio/mpeg',
  'audio/wav',
  'audio/wave',
  'audio/x-wav',
  'audio/aiff',
  'audio/x-aifc',
  'audio/x-aiff',
  'audio/x-gsm',
  'audio/gsm',
  'audio/ulaw',
])

/** How Twilio treats a Content-Type header; null or an empty one is a header that is missing. */
export function contentTypeTreatment(contentType: string | null): ContentTypeTreatment {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === '') return 'missing'
  if (twimlTypes.has(type)) return 'twiml'
  if (type === 'text/plain') return 'twiml-or-speech'
  return audioTypes.has(type) ? 'audio' : 'refused'
}
