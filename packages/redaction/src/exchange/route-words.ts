import { createLru } from '../pseudonyms/lru.ts'

/** Words that paths of telephone apps are made of. They name no caller. */
const words =
  `about account accounts accept action actions address admin after afterhours agent agents ai all amd announce answer answered
  api app apps appointment appointments assistant async auth authenticate away balance begin billing bot branch bridge broken
  busy bye call callback callbacks called caller callers calls cancel card care change chat check choice choose client clients
  closed code collect company complete completed conference conferences confirm connect contact contacts continue count create
  customer customers day debug default delete demo department deploy design detail details dial dialed dialog digits directory
  disconnect done echo edit emergency empty en end ended enqueue enter entry error errors event events exit extension extensions
  fail failed failure fallback faq finish finished first flow flows flush follow form forward gather get goodbye greet greeting
  group handle handler handlers hangup health healthz hello help hold home hook hooks hours hunt id identity in inbound incoming
  index info input intake intro invalid ivr join key keypad language languages last leave leaving left leg level line list listen live location
  locations log login logs loop loud machine mail main make media menu menus message messages missed music name new next night
  no noanswer none notify number numbers office ok on open operator option options order orders other out outbound outgoing page
  park pay payment payments phone phones pick pin ping play plain post prepare press process profile prompt public queue queues
  quick quiet ready receive receptionist record recorded recording recordings redirect refer refund register reject relay repeat
  reservation reservations respond response rest result results retry return ring ringing room rooms root route router routes
  sales save say schedule screen search second secure security select send server service services session set setup sip slow
  sms speak speech start started state static status statuses step steps stop store stream submit success support survey
  system table team teams test tests text thanks third time timeout token track transcribe transcript transcription transfer
  try tunnel twilio twiml unknown update upload url user users validate verify version video voice voicemail voicemails vote wait
  waiting webhook webhooks websocket weekend welcome wrap ws yes zip`
    .split(/\s+/)
    .filter((word) => word !== '')

const known: ReadonlySet<string> = new Set(words)
const extension = /\.(?:php|xml|twiml|json|html|aspx|jsp|cgi|mp3|wav|js|txt)$/i
const wordLike = /^[A-Za-z][A-Za-z_-]{0,40}\d?$/
const versionOrShort = /^(?:v\d{1,3}|[A-Za-z]{1,2}|\d{1,2}|\d{4}-\d\d-\d\d|\d{1,2}[a-z]{1,2}|\.well-known)$/

/**
 * How far the spelling of a path segment says what it is. `own`: a version, a short one, or made of words that paths of
 * telephone apps are made of; `word`: letters, hyphens and a known file extension, which may be a route or a name; `id`:
 * anything else, such as numbers, SIDs and tokens.
 */
export function segmentKind(segment: string): 'own' | 'word' | 'id' {
  const known = kinds.get(segment)
  if (known !== undefined) return known
  const kind = kindOf(segment)
  if (segment.length <= longestRemembered) kinds.set(segment, kind)
  return kind
}

const kinds = createLru<'own' | 'word' | 'id'>(2000)
const longestRemembered = 64

function kindOf(segment: string): 'own' | 'word' | 'id' {
  const name = segment.replace(extension, '')
  if (name === '' || versionOrShort.test(name)) return 'own'
  if (!wordLike.test(name)) return 'id'
  const parts = name
    .replaceAll(/\d$/g, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[_-]+/)
  return parts.every((part) => known.has(part) || part.length <= 2) ? 'own' : 'word'
}
