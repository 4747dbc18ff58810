import type { Exchange } from '@ringback/recording'
import type { CallEvent, EventOf } from '../simulation/events.ts'

/** What happened, in one line without time and leg. */
// oxlint-disable-next-line max-lines-per-function -- one line for each type of event, which belong side by side
export function describeEvent(event: CallEvent): string {
  switch (event.type) {
    case 'call-started':
      return `call from ${event.from} to ${event.to} (${event.direction})`
    case 'leg-status':
      return `status ${event.status}`
    case 'webhook-sent':
      return `${event.method} ${event.url} (${event.kind}) ${parameterText(event.parameters)}`
    case 'webhook-answered':
      return `answered ${event.status ?? 'nothing'} (${event.kind})`
    case 'document':
      return `document ${event.url ?? 'inline'}`
    case 'verb':
      return `<${[event.verb, ...Object.entries(event.attributes).map(([name, value]) => `${name}="${value}"`)].join(' ')}>`
    case 'said':
      return `says "${event.text}"`
    case 'played':
      return `plays ${event.url}`
    case 'twilio-content':
      return `goes on with Twilio's own ${event.title} at ${event.url} (not requested)`
    case 'tones':
      return `sends tones ${event.digits}`
    case 'beep':
      return 'beeps'
    case 'paused':
      return `pauses ${event.seconds} s`
    case 'waiting':
      return `waits for ${event.waiting.for}`
    case 'pressed':
      return `presses ${event.key}`
    case 'spoke':
      return `speaks "${event.text}"`
    case 'heard':
      return `hears "${event.text}"`
    case 'gathered':
      return `gathered ${event.speech === undefined ? (event.digits ?? 'nothing') : `"${event.speech}"`}`
    case 'recorded':
      return `recorded ${event.seconds} s as ${event.recordingSid}`
    case 'dialled':
      return `dials ${event.noun} ${event.to}`
    case 'dial-ended':
      return `dial ended: ${event.status}`
    case 'bridged':
      return `bridged with ${event.with}`
    case 'enqueued':
      return `waits in queue ${event.queue}`
    case 'dequeued':
      return `leaves queue ${event.queue}: ${event.result}`
    case 'conference':
      return `conference ${event.conference}: ${event.event}`
    case 'stream':
      return `stream ${event.event}${event.detail === undefined ? '' : ` ${event.detail}`}`
    case 'socket':
      return `socket ${socketText(event.exchange)}`
    case 'media':
      return `hears ${event.milliseconds} ms of media`
    case 'app-turn':
      return turnTexts[event.state]
    case 'sms':
      return `SMS to ${event.to}: "${event.body}"`
    case 'referred':
      return `referred to ${event.to}: ${event.status}`
    case 'paid':
      return `payment: ${event.result}`
    case 'problem':
      return `${event.level}${event.twilioCode === null ? '' : ` ${event.twilioCode}`} ${event.message}`
    case 'hung-up':
      return event.by === 'person' ? 'hangs up' : 'hung up by Twilio'
    case 'ended':
      return `ended ${event.status} after ${event.seconds} s`
  }
}

const turnTexts: Readonly<Record<EventOf<'app-turn'>['state'], string>> = {
  begins: "it is the app's turn",
  heard: 'the app begins to speak',
  ended: 'the app ends the session',
}

function socketText({ request, socket, problem }: Exchange): string {
  if (socket === undefined) return `${request.url} not opened: ${problem?.message ?? ''}`
  return `${request.url} closed by ${socket.closedBy}, code ${socket.closeCode}`
}

function parameterText(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}
